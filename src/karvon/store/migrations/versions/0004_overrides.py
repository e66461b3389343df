"""Overrides of verdicts: one more append-only table, guarded as the others are."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TABLE = "overrides"
COLUMNS = "id judged rule verdict cause? was evidence who why made_on"
SQLITE = (
    """
    CREATE TRIGGER overrides_no_UPDATE BEFORE UPDATE ON overrides
    BEGIN SELECT RAISE(ABORT, 'overrides is append-only: add a revision instead'); END
    """,
    """
    CREATE TRIGGER overrides_no_DELETE BEFORE DELETE ON overrides
    BEGIN SELECT RAISE(ABORT, 'overrides is append-only: add a revision instead'); END
    """,
    """
    CREATE TRIGGER overrides_next BEFORE INSERT ON overrides
    WHEN NEW.revision <> (SELECT coalesce(max(revision), 0) + 1 FROM overrides WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'overrides is append-only: a revision follows the last one'); END
    """,
)
POSTGRESQL = (
    "CREATE TRIGGER overrides_no_change BEFORE UPDATE OR DELETE ON overrides "
    "FOR EACH ROW EXECUTE FUNCTION karvon_refuse()",
    "CREATE TRIGGER overrides_no_truncate BEFORE TRUNCATE ON overrides "
    "FOR EACH STATEMENT EXECUTE FUNCTION karvon_refuse()",
    "CREATE TRIGGER overrides_next BEFORE INSERT ON overrides FOR EACH ROW EXECUTE FUNCTION karvon_follow()",
)


def upgrade() -> None:
    """Create the table and the triggers that keep it append-only."""
    op.create_table(
        TABLE,
        *(sa.Column(word.rstrip("?"), sa.Text, nullable=word.endswith("?")) for word in COLUMNS.split()),
        sa.Column("revision", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", "revision"),
    )
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: the registry is a record, and going back would lose it."""
    raise RuntimeError("the registry is never taken back to an older schema; keep a dump instead")
