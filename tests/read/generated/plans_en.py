"""Families of English sentences on targets, projects, jobs, companies, documents, measures, and who says a figure."""

from __future__ import annotations

from tests.read.generated import periods
from tests.read.generated.amounts_en import PLAIN, count, measure, money
from tests.read.generated.drawing import Draw, Sentence, sentence_case
from tests.read.generated.trade_en import LEVEL, finish, measured, pair

TARGETS = (
    "the two countries agreed to increase {what} to {m} {when}",
    "the plan is to bring {what} to {m} {when}",
    "the goal is to raise {what} to {m} {when}",
    "the sides set a target of raising {what} to {m} {when}",
    "the presidents instructed the governments to bring {what} to {m} {when}",
    "the parties aim to boost {what} to {m} {when}",
    "the task is to increase {what} to {m} {when}",
    "{when}, the countries intend to increase {what} to {m}",
    "the leaders set the goal of bringing {what} to {m} {when}",
)


def target(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    amount, when = money(draw, PLAIN), periods.deadline(draw, today, "en")
    text = draw.of("shape", TARGETS).format(what=what, m=amount.text, when=when.text)
    value = amount.slots["value"]
    wanted = {"status": "target", "change": "level", "bound": "eq", "low": value, "high": value}
    return finish(draw, "target", today, text, about | amount.slots | wanted | when.slots)


OUTLOOKS = (
    ("expectation", "{what} is expected to reach {m} {when}"),
    ("expectation", "{when}, {what} is expected to grow to {m}"),
    ("forecast", "analysts forecast that {what} will reach {m} {when}"),
    ("forecast", "{what} is projected to grow to {m} {when}"),
    ("expectation", "it is expected that {what} will rise to {m} {when}"),
)


def outlook(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    status, shape = draw.of("shape", [(shape, (status, shape)) for status, shape in OUTLOOKS])[1]
    amount, when = money(draw, PLAIN), periods.deadline(draw, today, "en")
    text = shape.format(what=what, m=amount.text, when=when.text)
    slots = {name: value for name, value in amount.slots.items() if name not in ("low", "high")}
    return finish(draw, "outlook", today, text, about | slots | {"status": status, "change": "level"} | when.slots)


STAGES = (
    ("done", "{n}{m} have been completed"),
    ("done", "{n}{m} have been implemented"),
    ("under_way", "{n}{m} are being implemented"),
    ("under_way", "{n}{m} are under way"),
    ("studied", "{n}{m} are under consideration"),
    ("studied", "{n}{m} are being studied"),
    ("launched", "{n}{m} have been launched"),
    ("all", "the portfolio includes {n}{m}"),
    ("all", "the two countries have {n}{m}"),
    ("under_way", "there are {n}{m} in progress"),
    ("suspended", "{n}{m} have been suspended"),
    ("planned", "{n}{m} are planned"),
)
WORTH = (" worth {m}", " worth {m}", " valued at {m}", " with a total value of {m}", " totalling {m}")


def portfolio(draw: Draw) -> Sentence:
    today = periods.day(draw)
    stage, shape = draw.of("stage", STAGES)
    number, worth = count(draw, draw.of("noun", ("project", "joint project")), "project"), ""
    held = {"stage": stage, "status": "plan" if stage == "planned" else "actual", "change": "level"}
    if stage == "planned":
        del held["status"]
    slots = [{"indicator": "project_count"} | held | number.slots]
    if not draw.one_in("no sum", 4):
        amount = money(draw)
        worth = draw.of("worth", WORTH).format(m=amount.text)
        slots.append({"indicator": "project_value"} | held | amount.slots | {"relation": "describes"})
    return finish(draw, "portfolio", today, shape.format(n=number.text, m=worth), *slots)


JOBS = (
    ("actual", "{n} have been created"),
    ("actual", "{n} were created"),
    ("plan", "{n} will be created"),
    ("plan", "the plant will create {n}"),
    ("plan", "the project will provide {n}"),
    ("plan", "the plan is to create {n}"),
    ("plan", "this will allow the creation of {n}"),
)


def jobs(draw: Draw) -> Sentence:
    today = periods.day(draw)
    status, shape = draw.of("shape", [(shape, (status, shape)) for status, shape in JOBS])[1]
    number = count(draw, draw.of("noun", ("job", "new job", "permanent job")), "job", high=20_000)
    found = {"indicator": "jobs", "status": status, "change": "level"}
    return finish(draw, "jobs", today, shape.format(n=number.text), found | number.slots)


COMPANIES = (
    "there are {n} with {o} capital in {c}",
    "{n} with {o} capital operate in {c}",
    "{n} with {o} participation are registered in {c}",
    "in {c}, {n} with {o} capital are operating",
)


def companies(draw: Draw) -> Sentence:
    today = periods.day(draw)
    here, owner = pair(draw)
    number = count(draw, draw.of("noun", ("enterprise", "company", "joint venture", "firm")), "company", high=2000)
    text = draw.of("shape", COMPANIES).format(c=here.name, o=owner.adjective, n=number.text)
    found = {"indicator": "company_count", "status": "actual", "territory": here.code}
    return finish(draw, "companies", today, text, found | number.slots)


def documents(draw: Draw) -> Sentence:
    today = periods.day(draw)
    number, amount = count(draw, draw.of("noun", ("document", "agreement", "contract")), "document"), money(draw)
    text = draw.of(
        "shape",
        (
            "{n} worth {m} were signed",
            "the parties signed {n} worth {m}",
            "{n} were signed for {m}",
            "following the forum, {n} totalling {m} were signed",
        ),
    ).format(n=number.text, m=amount.text)
    done = {"status": "actual", "change": "level"}
    slots = (
        {"indicator": "document_count"} | done | number.slots,
        {"indicator": "contract_value"} | done | amount.slots,
    )
    return finish(draw, "documents", today, text, *slots)


MEASURES = (
    ("capacity", "t", "tonnes", "tons", "the capacity of the plant is {n} a year"),
    ("capacity", "t", "tonnes", "tons", "the plant has a capacity of {n} per year"),
    ("site_area", "ha", "hectares", "ha", "the industrial zone covers {n}"),
    ("site_area", "ha", "hectares", "ha", "the area of the centre is {n}"),
    ("line_length", "km", "kilometres", "km", "the length of the road is {n}"),
    ("line_length", "km", "kilometers", "km", "the railway is {n} long"),
    ("freight_volume", "t", "tonnes", "tons", "freight traffic amounted to {n}"),
    ("transit_volume", "t", "tonnes", "tons", "transit reached {n}"),
)


def measures(draw: Draw) -> Sentence:
    today = periods.day(draw)
    code, unit, noun, short, shape = draw.of("shape", [(m[4], m) for m in MEASURES])[1]
    amount = measure(draw, noun, short, unit)
    return finish(draw, "measures", today, shape.format(n=amount.text), {"indicator": code} | LEVEL | amount.slots)


MONEY_FLOWS = (
    ("investment_flow", "direct investment", True),
    ("investment_flow", "foreign direct investment", True),
    ("investment_flow", "investment", True),
    ("investment_stock", "accumulated investment", False),
    ("fund_capital", "the capital of the fund", False),
    ("contract_value", "the value of contracts signed", True),
    ("portfolio_value", "the investment portfolio", False),
    ("project_value", "the cost of the project", False),
    ("trade_balance", "the trade surplus", True),
)


def money_flows(draw: Draw) -> Sentence:
    """Draw investment, contracts, balances and capital of funds."""
    today = periods.day(draw)
    code, what, flows = draw.of("subject", [(m[1], m) for m in MONEY_FLOWS])[1]
    amount, when = money(draw), periods.past(draw, today, "en")
    text = f"{when.text}, {what} amounted to {amount.text}" if flows else f"{what} amounts to {amount.text}"
    found = {"indicator": code} | LEVEL | amount.slots
    return finish(draw, "money_flows", today, text, found | (when.slots if flows else {}))


PEOPLE = (
    ("Arman Serikov", "Deputy Minister of Trade"),
    ("Bobur Karimov", "Minister of Economy"),
    ("Aigul Sadykova", "Ambassador"),
    ("Giorgi Beridze", "Prime Minister"),
    ("Olga Petrova", "Deputy Prime Minister"),
    ("Li Wen", "Minister of Commerce"),
)
SHAPES = (
    ("indirect", "according to {role} {name}, {s}"),
    ("indirect", "{s}, {role} {name} said"),
    ("indirect", "{role} {name} said that {s}"),
    ("indirect", "{s}, according to {role} {name}"),
    ("indirect", "as {role} {name} noted, {s}"),
    ("indirect", "{s}, said {role} {name}"),
    ("direct", "“{S},” said {role} {name}"),
    ("direct", '"{S}," {role} {name} said'),
    ("direct", "{role} {name} said: “{S}”"),
    ("direct", "“{S}”, {name} noted"),
    ("direct", "“We are pleased. {S}. This is a good result,” {role} {name} stressed"),
)


def voice(draw: Draw) -> Sentence:
    today = periods.day(draw)
    what, about = measured(draw)
    amount = money(draw, PLAIN)
    name, role = draw.of("person", PEOPLE)
    speech, shape = draw.of("shape", [(shape, (how, shape)) for how, shape in SHAPES])[1]
    inner = f"{what} amounted to {amount.text}"
    text = shape.format(name=name, role=role, s=inner, S=sentence_case(inner))
    found = about | LEVEL | amount.slots | {"speech": speech, "speaker": name.replace(" ", "_")}
    return finish(draw, "voice", today, text, found)


def narrated(draw: Draw) -> Sentence:
    """Draw a figure that nobody is quoted for."""
    today = periods.day(draw)
    what, about = measured(draw)
    amount = money(draw)
    found = about | LEVEL | amount.slots | {"speech": "narration", "speaker": "none"}
    return finish(draw, "narrated", today, f"{what} amounted to {amount.text}", found)


FAMILIES = (target, outlook, portfolio, jobs, companies, documents, measures, money_flows, voice, narrated)
