"""Corrections of claims: one more append-only table, guarded as the others are."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TABLE = "corrections"
COLUMNS = "id document action kind claim? quote prefix? suffix? slot? was? value? who why made_on"
SQLITE = (
    """
    CREATE TRIGGER corrections_no_UPDATE BEFORE UPDATE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections is append-only: add a revision instead'); END
    """,
    """
    CREATE TRIGGER corrections_no_DELETE BEFORE DELETE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections is append-only: add a revision instead'); END
    """,
    """
    CREATE TRIGGER corrections_next BEFORE INSERT ON corrections
    WHEN NEW.revision <> (SELECT coalesce(max(revision), 0) + 1 FROM corrections WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'corrections is append-only: a revision follows the last one'); END
    """,
)
POSTGRESQL = (
    "CREATE TRIGGER corrections_no_change BEFORE UPDATE OR DELETE ON corrections "
    "FOR EACH ROW EXECUTE FUNCTION karvon_refuse()",
    "CREATE TRIGGER corrections_no_truncate BEFORE TRUNCATE ON corrections "
    "FOR EACH STATEMENT EXECUTE FUNCTION karvon_refuse()",
    "CREATE TRIGGER corrections_next BEFORE INSERT ON corrections FOR EACH ROW EXECUTE FUNCTION karvon_follow()",
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
