"""Keep closed months closed."""

from alembic import op

revision = "0025"
down_revision = "0024"

# One look per statement, however many rows it brings: a bill run posts tens of thousands at once. The months are
# locked shared, so that one which somebody is just closing is waited for. A partition that is written to by its own
# name has the same trigger.
GUARDS = (
    """
CREATE FUNCTION refuse_posting_into_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted CONSTANT BIGINT := (SELECT count(*) FROM (SELECT DISTINCT unit_code, month FROM added) AS one);
    seen BIGINT := 0;
    found RECORD;
BEGIN
    FOR found IN SELECT m.unit_code, m.month, m.state FROM ledger_month m
                 WHERE (m.unit_code, m.month) IN (SELECT unit_code, month FROM added)
                 ORDER BY m.unit_code, m.month FOR SHARE LOOP
        IF found.state <> 'open' THEN
            RAISE EXCEPTION 'month % of unit % is closed', found.month, found.unit_code
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        seen := seen + 1;
    END LOOP;
    IF seen < wanted THEN
        RAISE EXCEPTION 'postings enter months that were never opened' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$
""",
    """
DO $$
DECLARE
    part REGCLASS;
BEGIN
    FOR part IN SELECT relid FROM pg_partition_tree('posting') LOOP
        EXECUTE format('CREATE TRIGGER posting_enters_no_closed_month AFTER INSERT ON %s '
                       'REFERENCING NEW TABLE AS added FOR EACH STATEMENT '
                       'EXECUTE FUNCTION refuse_posting_into_closed_month()', part);
    END LOOP;
END $$
""",
    """
CREATE FUNCTION refuse_closed_month_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'open' THEN
        RAISE EXCEPTION 'a month begins open' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
""",
    """
CREATE TRIGGER ledger_month_begins_open BEFORE INSERT ON ledger_month
    FOR EACH ROW EXECUTE FUNCTION refuse_closed_month_anew()
""",
)


def upgrade() -> None:
    for statement in GUARDS:
        op.execute(statement)
