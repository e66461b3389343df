"""Members of portfolios and decisions on promises: two more append-only tables, guarded as the others are."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = {
    "memberships": "id portfolio project since? until? outlet? source_url source_date?",
    "decisions": "id promise about decision evidence? who why made_on",
}
SQLITE = (
    """
    CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} is append-only: add a revision instead'); END
    """,
    """
    CREATE TRIGGER {table}_no_DELETE BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} is append-only: add a revision instead'); END
    """,
    """
    CREATE TRIGGER {table}_next BEFORE INSERT ON {table}
    WHEN NEW.revision <> (SELECT coalesce(max(revision), 0) + 1 FROM {table} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{table} is append-only: a revision follows the last one'); END
    """,
)
POSTGRESQL = (
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION karvon_refuse()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION karvon_refuse()",
    "CREATE TRIGGER {table}_next BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION karvon_follow()",
)


def upgrade() -> None:
    """Create the tables and the triggers that keep them append-only."""
    for table, columns in TABLES.items():
        _create(table, columns.split())


def _create(table: str, columns: list[str]) -> None:
    op.create_table(
        table,
        *(sa.Column(word.rstrip("?"), sa.Text, nullable=word.endswith("?")) for word in columns),
        sa.Column("revision", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", "revision"),
    )
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement.format(table=table))


def downgrade() -> None:
    """Refuse: the registry is a record, and going back would lose it."""
    raise RuntimeError("the registry is never taken back to an older schema; keep a dump instead")
