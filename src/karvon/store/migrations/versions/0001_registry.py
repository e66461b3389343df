"""The first schema: twelve append-only tables, one row per id and revision, guarded by triggers."""

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


def upgrade() -> None:
    """Create the tables and the triggers that keep them append-only."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_REFUSE)
        op.execute(POSTGRESQL_FOLLOW)
    _create(
        "documents",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=True),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("published", sa.Text, nullable=True),
        sa.Column("source_url", sa.Text, nullable=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    _create(
        "claims",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("indicator", sa.Text, nullable=True),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    _create(
        "portfolios",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name_ru", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("definition_ru", sa.Text, nullable=False),
        sa.Column("definition_en", sa.Text, nullable=False),
    )
    _create(
        "projects",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name_ru", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("sector", sa.Text, nullable=True),
        sa.Column("territory", sa.Text, nullable=True),
        sa.Column("stage", sa.Text, nullable=True),
        sa.Column("parties", sa.Text, nullable=True),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("source_date", sa.Text, nullable=True),
    )
    _create(
        "agreements",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name_ru", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("source_date", sa.Text, nullable=True),
    )
    _create(
        "agreement_steps",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("agreement", sa.Text, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=True),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("source_date", sa.Text, nullable=True),
    )
    _create(
        "bodies",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name_ru", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("parties", sa.Text, nullable=True),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("source_date", sa.Text, nullable=True),
    )
    _create(
        "hubs",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name_ru", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text, nullable=False),
        sa.Column("territory", sa.Text, nullable=True),
        sa.Column("neighbour", sa.Text, nullable=True),
        sa.Column("modes", sa.Text, nullable=True),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("source_date", sa.Text, nullable=True),
    )
    _create(
        "indicator_values",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=True),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("scale", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("bound", sa.Text, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("reporter", sa.Text, nullable=True),
        sa.Column("partner", sa.Text, nullable=True),
        sa.Column("territory", sa.Text, nullable=True),
        sa.Column("sector", sa.Text, nullable=True),
        sa.Column("stage", sa.Text, nullable=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("period_start", sa.Text, nullable=True),
        sa.Column("period_end", sa.Text, nullable=True),
        sa.Column("period_type", sa.Text, nullable=False),
        sa.Column("side", sa.Text, nullable=True),
        sa.Column("voice", sa.Text, nullable=True),
        sa.Column("coverage", sa.Text, nullable=True),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("dataset", sa.Text, nullable=True),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("source_date", sa.Text, nullable=True),
    )
    _create(
        "milestones",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=True),
        sa.Column("date", sa.Text, nullable=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("side", sa.Text, nullable=True),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("source_date", sa.Text, nullable=True),
    )
    _create(
        "assignments",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("text_ru", sa.Text, nullable=False),
        sa.Column("text_en", sa.Text, nullable=False),
        sa.Column("assigned_by", sa.Text, nullable=False),
        sa.Column("assigned_on", sa.Text, nullable=True),
        sa.Column("responsible_ru", sa.Text, nullable=True),
        sa.Column("responsible_en", sa.Text, nullable=True),
        sa.Column("due", sa.Text, nullable=True),
        sa.Column("outlet", sa.Text, nullable=True),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("source_date", sa.Text, nullable=True),
    )


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
