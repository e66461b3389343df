"""The first schema: eleven append-only tables, one row per id and revision, guarded by triggers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# A row may only be added, and only as the revision that follows the last one of its id. The check on INSERT also
# catches INSERT OR REPLACE, which on SQLite would delete the old row without asking the trigger on DELETE.
SQLITE = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: add a revision instead'); END
"""
SQLITE_NEXT = """
CREATE TRIGGER {table}_next BEFORE INSERT ON {table}
WHEN NEW.revision <> (SELECT coalesce(max(revision), 0) + 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{table} is append-only: a revision follows the last one'); END
"""
POSTGRESQL_REFUSE = """
CREATE FUNCTION karvon_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only: add a revision instead', TG_TABLE_NAME; END $$
"""
POSTGRESQL_FOLLOW = """
CREATE FUNCTION karvon_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last integer;
BEGIN
  EXECUTE format('SELECT coalesce(max(revision), 0) FROM %I.%I WHERE id = $1', TG_TABLE_SCHEMA, TG_TABLE_NAME)
    INTO last USING NEW.id;
  IF NEW.revision <> last + 1 THEN
    RAISE EXCEPTION '% is append-only: a revision follows the last one', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION karvon_refuse()
"""
POSTGRESQL_TRUNCATE = """
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION karvon_refuse()
"""
POSTGRESQL_NEXT = """
CREATE TRIGGER {table}_next BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION karvon_follow()
"""


# Table, then its maintained columns: "?" may be empty, ":integer" is a whole number, the rest is text as written.
SCHEMA = {
    "documents": "id file kind language title? outlet? published? source_url? sha256 text",
    "claims": "id document kind indicator? quote start:integer end:integer record",
    "portfolios": "id name_ru name_en definition_ru definition_en",
    "projects": "id name_ru name_en sector? territory? stage? parties? outlet? source_url source_date?",
    "agreements": "id name_ru name_en kind outlet? source_url source_date?",
    "agreement_steps": "id agreement party status date? outlet? source_url source_date?",
    "bodies": "id name_ru name_en kind parties? outlet? source_url source_date?",
    "hubs": "id name_ru name_en territory? neighbour? modes? outlet? source_url source_date?",
    "indicator_values": (
        "id subject? indicator value scale unit bound change reporter? partner? territory? sector? "
        "stage? status period_start? period_end? period_type side? voice? coverage? origin dataset? "
        "outlet? source_url source_date?"
    ),
    "milestones": "id subject kind stage? date? status side? outlet? source_url source_date?",
    "assignments": (
        "id text_ru text_en assigned_by assigned_on? responsible_ru? responsible_en? due? outlet? "
        "source_url source_date?"
    ),
}


def upgrade() -> None:
    """Create the tables and the triggers that keep them append-only."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_REFUSE)
        op.execute(POSTGRESQL_FOLLOW)
    for table, columns in SCHEMA.items():
        _create(table, *(_column(word) for word in columns.split()))


def _column(word: str) -> sa.Column[object]:
    name = word.rstrip("?").removesuffix(":integer")
    kind = sa.Integer if ":integer" in word else sa.Text
    return sa.Column(name, kind, autoincrement=False, nullable=word.endswith("?"))


def downgrade() -> None:
    """Refuse: the registry is a record, and going back would lose it."""
    raise RuntimeError("the registry is never taken back to an empty database; keep a dump instead")


def _create(table: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        table,
        *columns,
        sa.Column("revision", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", "revision"),
    )
    for statement in _guards():
        op.execute(statement.format(table=table))


def _guards() -> tuple[str, ...]:
    if op.get_bind().dialect.name == "postgresql":
        return (POSTGRESQL, POSTGRESQL_TRUNCATE, POSTGRESQL_NEXT)
    return (SQLITE.replace("{event}", "UPDATE"), SQLITE.replace("{event}", "DELETE"), SQLITE_NEXT)
