"""Set-based taking-in of a statement: one statement of SQL inserts, matches, posts and pays.

Every line is posted the moment it comes in, to its bill, to a payable or to suspense, so that the books hold what
bank and channel hold; only channel settlements and their bank credits wait for each other.
"""

# What a file of a day or a month is sorted by stays in memory.
ROOM = "SET LOCAL work_mem = '64MB'"
STAGED = """
CREATE TEMPORARY TABLE staged (
    kind text, identity text, reference text, amount_fen bigint, fee_e5 bigint, balance_fen bigint,
    occurred_at timestamptz, booked_on date, row_number int, party bytea, note bytea,
    party_name bytea, party_account bytea) ON COMMIT DROP
"""
DUPLICATES = """
SELECT min(row_number) AS first, max(row_number) AS second FROM staged GROUP BY identity HAVING count(*) > 1
ORDER BY 2 LIMIT 100
"""
# A line that an earlier file brought stays as it is; no other file of the unit is taken in meanwhile.
KNOWN = """
DELETE FROM staged s USING statement_line k
WHERE k.unit_code = :unit AND k.source = :source AND k.identity = s.identity
"""
_INSERT = """
INSERT INTO statement_line (id, statement_id, unit_code, source, kind, identity, reference, amount_fen, fee_e5,
                            balance_fen, occurred_at, booked_on, row_number, party, note, state, rule, target_id,
                            bill_id)
SELECT uuidv7(), CAST(:statement AS uuid), CAST(:unit AS text), CAST(:source AS text), kind, identity, reference,
       amount_fen, fee_e5, balance_fen, occurred_at, booked_on, row_number, party, note, state, rule, target_id, bill_id
FROM judged
RETURNING id, kind, amount_fen, booked_on, state, rule, target_id, bill_id,
          state = 'matched' AND rule IN ('order_number', 'bill_number') AS pays,
          state = 'matched' AND rule IN ('refund_number', 'refund', 'settlement', 'allowance', 'subsidy', 'waivers',
                                         'channel_fees') AS settles
"""
# Which month a day is posted in: a closed month's facts go to the next open one.
_DAYS = """
SELECT booked_on, opened, ledger_term
FROM unnest(CAST(:days AS date[]), CAST(:opened AS text[]), CAST(:terms AS text[]))
     AS d (booked_on, opened, ledger_term)
"""
# `:rules`, `:debits`, `:credits`, `:facts`: between which accounts a line moves its money, by the rule it came in by.
_BOOKED = """
INSERT INTO posting (term, unit_code, month, posted_on, debit, credit, amount_fen, fact, source_id, source_no)
SELECT d.ledger_term, CAST(:unit AS text), d.opened, i.booked_on,
       a.debit, a.credit, abs(i.amount_fen), a.fact, i.id, 0
FROM inserted i JOIN days d USING (booked_on)
JOIN unnest(CAST(:rules AS text[]), CAST(:debits AS int[]), CAST(:credits AS int[]), CAST(:facts AS text[]))
     AS a (rule, debit, credit, fact) ON a.rule = i.rule
"""
_DIFFERED = """
INSERT INTO difference (id, line_id, unit_code, kind, amount_fen, found_on, owner_role, state)
SELECT uuidv7(), id, CAST(:unit AS text), rule, amount_fen, booked_on, 'finance-officer', 'open'
FROM inserted WHERE state = 'exception'
"""
# The bill of that day was imported without this row: it came late, and is told although it found its place at once.
_LATE = """
INSERT INTO difference (id, line_id, unit_code, kind, amount_fen, found_on, owner_role, state, resolution, automatic)
SELECT uuidv7(), i.id, CAST(:unit AS text), 'late_arrival', i.amount_fen, i.booked_on, 'finance-officer', 'resolved',
       'matched_later', true
FROM inserted i WHERE CAST(:source AS text) = 'trade' AND i.state = 'matched' AND i.booked_on <= (
    SELECT max(last_on) FROM statement s WHERE s.unit_code = CAST(:unit AS text) AND s.kind = 'wechat_trade'
    AND s.state = 'imported')
"""
# `pays` and not what it stands for: the planner takes one condition for half of all lines and three for a handful.
# A bill that a waiver, a refund or a person changed since its line was judged is not paid; the judgement is void then.
_PAID = """
UPDATE bill b SET paid_fen = b.paid_fen + i.amount_fen FROM inserted i
WHERE b.id = i.bill_id AND i.pays AND i.amount_fen = b.due_fen - b.paid_fen + b.refunded_fen
RETURNING b.id, b.pupil_id, b.school_path, b.term, i.amount_fen AS paid_fen,
          b.due_fen - b.paid_fen + b.refunded_fen AS still_due_fen
"""
# A payout that a person settled or changed since its line was judged is not settled once more: as with bills, the
# judgement is void then.
_EXPECTED = """
UPDATE expected_payment e SET line_id = i.id FROM inserted i
WHERE i.settles AND e.source_id = i.target_id AND e.line_id IS NULL AND e.amount_fen = abs(i.amount_fen)
  AND e.unit_code = CAST(:unit AS text)
RETURNING e.number
"""
_COUNTED = """
SELECT count(*) AS lines, count(*) FILTER (WHERE state = 'matched') AS matched,
       count(*) FILTER (WHERE state = 'exception') AS exceptions,
       count(*) FILTER (WHERE pays) AS paying, count(*) FILTER (WHERE settles) AS settling,
       (SELECT count(*) FROM expected) AS settled FROM inserted
"""


def _taking_in(judged: str) -> str:
    """The whole intake as one statement; its result is the counts and, a row per school and term, what was paid."""
    return f"""
WITH judged AS ({judged}), inserted AS ({_INSERT}), days AS ({_DAYS}), booked AS ({_BOOKED}),
differed AS ({_DIFFERED}), late AS ({_LATE}), paid AS ({_PAID}), expected AS ({_EXPECTED}), counted AS ({_COUNTED})
SELECT c.lines, c.matched, c.exceptions, c.paying, c.settling, c.settled, p.bills, p.pupils, p.school_path, p.term,
       p.paid_fen, p.still_due_fen
FROM counted c LEFT JOIN (
    SELECT school_path, term, array_agg(id) AS bills, array_agg(pupil_id) AS pupils, array_agg(paid_fen) AS paid_fen,
           array_agg(still_due_fen) AS still_due_fen
    FROM paid GROUP BY school_path, term) p ON TRUE
"""


# A payout went astray where the bank names another account or another name than the payee's, or neither of both.
# A bill is paid once: of several lines for one bill the first counts, the others are double payments.
# OFFSET 0 keeps the planner from working the rule out again wherever it is named.
TRADE = _taking_in("""
    SELECT s.*,
           CASE WHEN s.kind = 'refund_pending' THEN 'open'
                WHEN x.rule IN ('order_number', 'refund_number') THEN 'matched' ELSE 'exception' END AS state,
           CASE WHEN s.kind = 'refund_pending' THEN NULL ELSE x.rule END AS rule, x.target_id, x.bill_id
    FROM (
        SELECT s.*, o.id AS order_id, o.amount_fen AS asked_fen, b.id AS found_bill,
               b.due_fen - b.paid_fen + b.refunded_fen AS still_due_fen, r.id AS refund_id, r.amount_fen AS refund_fen,
               row_number() OVER (PARTITION BY b.id, r.id ORDER BY s.occurred_at, s.identity COLLATE "C") AS turn
        FROM staged s
        LEFT JOIN payment_order o ON s.kind = 'payment' AND o.number = s.reference AND o.unit_code = CAST(:unit AS text)
        LEFT JOIN bill b ON b.id = o.bill_id
        LEFT JOIN refund r ON s.kind <> 'payment' AND r.number = s.reference AND r.unit_code = CAST(:unit AS text)
                          AND r.state = 'approved' AND r.route = 'wechat'
    ) s CROSS JOIN LATERAL (
        SELECT CASE
            WHEN s.kind = 'payment' AND s.order_id IS NULL THEN 'unknown_payer'
            WHEN s.kind = 'payment' AND (s.turn > 1 OR s.still_due_fen <= 0) THEN 'double_payment'
            WHEN s.kind = 'payment' AND (s.amount_fen <> s.asked_fen OR s.amount_fen <> s.still_due_fen)
                THEN 'wrong_amount'
            WHEN s.kind = 'payment' THEN 'order_number'
            WHEN s.refund_id IS NOT NULL AND s.amount_fen = -s.refund_fen AND s.turn = 1 THEN 'refund_number'
            ELSE 'refund_one_sided' END AS rule,
            coalesce(s.order_id, s.refund_id) AS target_id, s.found_bill AS bill_id
        OFFSET 0
    ) x
""")
# `s.*` of the inner query carries columns the insert does not name; the insert names what it takes.
FUND = _taking_in("""
    SELECT s.*,
           CASE WHEN s.kind = 'fee' OR t.id IS NOT NULL THEN 'matched' ELSE 'open' END AS state,
           CASE WHEN s.kind = 'fee' THEN 'fee_kept' WHEN t.id IS NOT NULL THEN 'trade_number' END AS rule,
           t.id AS target_id, CAST(NULL AS uuid) AS bill_id
    FROM staged s
    LEFT JOIN statement_line t ON s.kind IN ('payment', 'refund') AND t.unit_code = CAST(:unit AS text)
         AND t.source = 'trade' AND t.identity = s.reference AND t.amount_fen = s.amount_fen
""")
BANK = _taking_in("""
    SELECT s.*,
           CASE WHEN x.rule IS NULL THEN 'open'
                WHEN x.rule IN ('unknown_payer', 'unknown_debit', 'wrong_amount', 'double_payment', 'payout_differs',
                                'wrong_account') THEN 'exception'
                ELSE 'matched' END AS state, x.rule, x.target_id, x.bill_id
    FROM (
        SELECT s.*, b.id AS found_bill, b.due_fen - b.paid_fen + b.refunded_fen AS still_due_fen,
               e.source_id, e.kind AS expected_kind, e.amount_fen AS expected_fen, e.direction,
               e.payee IS NOT NULL AND (coalesce(s.party_account <> e.payee_account, false)
                   OR coalesce(s.party_name <> e.payee_name, false)
                   OR NOT coalesce(s.party_account = e.payee_account, s.party_name = e.payee_name, false)) AS astray,
               row_number() OVER (PARTITION BY s.reference ORDER BY s.occurred_at, s.row_number) AS turn
        FROM staged s
        LEFT JOIN bill b ON s.amount_fen > 0 AND b.number = s.reference AND b.unit_code = CAST(:unit AS text)
             AND EXISTS (SELECT 1 FROM bill_run r WHERE r.id = b.run_id AND r.state = 'published')
        LEFT JOIN expected_payment e ON e.number = s.reference AND e.unit_code = CAST(:unit AS text)
             AND e.line_id IS NULL AND e.route = 'bank'
    ) s CROSS JOIN LATERAL (
        SELECT CASE
            WHEN s.amount_fen > 0 AND s.reference LIKE '财付通:%' THEN NULL
            WHEN s.found_bill IS NOT NULL AND (s.turn > 1 OR s.still_due_fen <= 0) THEN 'double_payment'
            WHEN s.found_bill IS NOT NULL AND s.amount_fen <> s.still_due_fen THEN 'wrong_amount'
            WHEN s.found_bill IS NOT NULL THEN 'bill_number'
            WHEN s.source_id IS NOT NULL AND s.turn = 1
                 AND s.amount_fen = CASE s.direction WHEN 'in' THEN s.expected_fen ELSE -s.expected_fen END
                THEN CASE WHEN s.direction = 'out' AND s.astray THEN 'wrong_account' ELSE s.expected_kind END
            WHEN s.source_id IS NOT NULL AND s.amount_fen < 0 THEN 'payout_differs'
            WHEN s.amount_fen > 0 THEN 'unknown_payer'
            ELSE 'unknown_debit' END AS rule,
            s.source_id AS target_id, s.found_bill AS bill_id
        OFFSET 0
    ) x
""")
# The other halves that came in an earlier file: settlements of the channel and credits of the bank, trades and funds.
REMATCH = (
    """
WITH pair AS (
    SELECT k.id AS bank_id, w.id AS fund_id FROM statement_line k JOIN statement_line w
      ON w.unit_code = k.unit_code AND w.source = 'fund' AND w.kind = 'withdrawal' AND w.state = 'open'
     AND k.reference = '财付通:' || w.reference AND w.amount_fen = -k.amount_fen
    WHERE k.unit_code = :unit AND k.source = 'bank' AND k.state = 'open'
), done AS (
    UPDATE statement_line l SET state = 'matched', rule = 'withdrawal', target_id = p.other
    FROM (SELECT bank_id AS id, fund_id AS other FROM pair UNION ALL SELECT fund_id, bank_id FROM pair) p
    WHERE l.id = p.id AND l.state = 'open' RETURNING l.id, l.statement_id
)
SELECT id, statement_id FROM done
""",
    """
UPDATE statement_line f SET state = 'matched', rule = 'trade_number', target_id = t.id
FROM statement_line t
WHERE f.unit_code = :unit AND f.source = 'fund' AND f.state = 'open' AND f.kind IN ('payment', 'refund')
  AND t.unit_code = f.unit_code AND t.source = 'trade' AND t.identity = f.reference AND t.amount_fen = f.amount_fen
RETURNING f.id, f.statement_id
""",
)
# A refund the trade bill showed as under way is proved by the fund flow: the trade bill never says so again.
REFUND_PROVED = """
WITH found AS (
    SELECT t.id, t.statement_id, t.booked_on, t.amount_fen, r.id AS refund_id, f.booked_on AS proved_on
    FROM statement_line t
    JOIN statement_line f ON f.unit_code = t.unit_code AND f.source = 'fund' AND f.kind = 'refund'
         AND f.target_id = t.id
    JOIN refund r ON r.number = t.reference AND r.unit_code = t.unit_code AND r.state = 'approved'
         AND r.amount_fen = -t.amount_fen
    WHERE t.unit_code = :unit AND t.source = 'trade' AND t.kind = 'refund_pending' AND t.state = 'open'
), proved AS (
    UPDATE expected_payment e SET line_id = f.id FROM found f
    WHERE e.source_id = f.refund_id AND e.line_id IS NULL AND e.amount_fen = -f.amount_fen RETURNING f.*
), matched AS (
    UPDATE statement_line l SET state = 'matched', rule = 'refund_number', target_id = p.refund_id
    FROM proved p WHERE l.id = p.id
)
SELECT id, statement_id, proved_on, -amount_fen AS amount_fen FROM proved
"""
# The fund flow shows what the trade bill told: money that the channel holds for us. Of a refund it is the last proof.
FUND_SHOWN = """
UPDATE statement_line t SET fund_id = f.id, settled_by = CASE WHEN t.kind <> 'payment' THEN f.id END
FROM statement_line f
WHERE f.unit_code = :unit AND f.source = 'fund' AND f.state = 'matched' AND f.rule = 'trade_number'
  AND t.id = f.target_id AND t.unit_code = :unit AND t.source = 'trade' AND t.settled_by IS NULL AND t.fund_id IS NULL
RETURNING t.id
"""
# What the channel still holds after a withdrawal are the payments that came last; all before them went to the bank with
# it. A payment is proven by the first withdrawal after it that the bank shows and that took it along.
PROVEN = """
WITH reached AS (
    SELECT t.id, t.bill_id, t.amount_fen, (
        SELECT w.id FROM statement_line w
        WHERE w.unit_code = :unit AND w.source = 'fund' AND w.kind = 'withdrawal' AND w.state = 'matched'
          AND (w.occurred_at, w.row_number) > (f.occurred_at, CASE WHEN w.statement_id = f.statement_id
                                                                   THEN f.row_number ELSE 0 END)
          AND (w.balance_fen <= 0 OR w.balance_fen <= (
              SELECT coalesce(sum(n.amount_fen), 0) FROM statement_line n
              WHERE n.unit_code = :unit AND n.source = 'fund' AND n.kind = 'payment'
                AND n.occurred_at > f.occurred_at AND n.occurred_at <= w.occurred_at))
        ORDER BY w.occurred_at, w.row_number LIMIT 1) AS withdrawal_id
    FROM statement_line t JOIN statement_line f ON f.id = t.fund_id
    WHERE t.unit_code = :unit AND t.source = 'trade' AND t.settled_by IS NULL
), proven AS (
    UPDATE statement_line t SET settled_by = r.withdrawal_id FROM reached r
    WHERE t.id = r.id AND r.withdrawal_id IS NOT NULL
    RETURNING t.settled_by, t.bill_id, t.amount_fen, t.state, t.rule
)
SELECT p.settled_by AS line_id, b.id AS bill_id, b.school_path, b.term, sum(p.amount_fen)::bigint AS proven_fen
FROM proven p JOIN bill b ON b.id = p.bill_id
WHERE p.state = 'matched' AND p.rule IN ('order_number', 'resolved_apply', 'resolved_assign')
GROUP BY p.settled_by, b.id ORDER BY 1, 2
"""
# A trade row whose fund row was missed has found it.
SHORTFALL_ENDED = """
UPDATE difference SET state = 'resolved', resolution = 'matched_later', automatic = true, resolved_at = :now
WHERE line_id = ANY(CAST(:ids AS uuid[])) AND kind = 'channel_shortfall' AND state <> 'resolved'
"""
SETTLED = """
INSERT INTO posting (term, unit_code, month, posted_on, debit, credit, amount_fen, fact, source_id, source_no)
SELECT m.ledger_term, l.unit_code, m.opened, l.booked_on, :bank, :channel, l.amount_fen, 'settled_to_bank', l.id,
       l.generation
FROM statement_line l
JOIN unnest(CAST(:months AS text[]), CAST(:opened AS text[]), CAST(:terms AS text[])) AS m (month, opened, ledger_term)
  ON m.month = to_char(l.booked_on, 'YYYY-MM')
WHERE l.id = ANY(CAST(:ids AS uuid[])) AND l.source = 'bank'
ON CONFLICT DO NOTHING
"""
LATE_RESOLVED = """
UPDATE difference SET state = 'resolved', resolution = 'matched_later', automatic = true, resolved_at = :now
WHERE line_id = ANY(CAST(:ids AS uuid[])) AND kind = 'late_arrival' AND state <> 'resolved'
"""
COUNT_MATCHED = """
UPDATE statement s SET matched = s.matched + c.lines FROM (
    SELECT statement_id, count(*) AS lines FROM unnest(CAST(:statements AS uuid[])) AS t (statement_id) GROUP BY 1) c
WHERE s.id = c.statement_id
"""
# What the file adds up to is known once it is read; its lines wait for a second person.
READ = """
UPDATE statement SET state = 'awaiting_confirmation', rows_read = :rows_read, sum_fen = :sum_fen,
    opening_fen = :opening_fen, closing_fen = :closing_fen, first_on = :first_on, last_on = :last_on,
    account_masked = :masked, adds_to_covered = EXISTS (
        SELECT 1 FROM statement p JOIN staged s ON s.booked_on BETWEEN p.first_on AND p.last_on
        WHERE p.unit_code = statement.unit_code AND p.kind = statement.kind AND p.state IN ('taking_in', 'imported')
          AND p.first_on <= CAST(:last_on AS date) AND p.last_on >= CAST(:first_on AS date)
          AND NOT EXISTS (SELECT 1 FROM statement_line k
                          WHERE k.unit_code = p.unit_code AND k.source = :source AND k.identity = s.identity))
WHERE id = :id
"""
OPENING = """
SELECT s.opening_fen, s.first_on FROM statement s
WHERE s.id = :id AND s.opening_fen <> 0 AND s.first_on IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM statement e WHERE e.unit_code = :unit AND e.kind = s.kind AND e.state = 'imported')
"""
COUNT = """
UPDATE statement SET lines = lines + :lines, known = known + :known, matched = matched + :matched,
    exceptions = exceptions + :exceptions
WHERE id = :id
"""
FINISH = """
UPDATE statement SET state = 'imported' WHERE id = :id RETURNING lines, known, matched, exceptions, first_on
"""
# A file waits here, row by row, for its second person and for the steps to come.
SET_ASIDE = "INSERT INTO statement_staged SELECT CAST(:id AS uuid), s.* FROM staged s"
TAKE_UP = """
WITH part AS (
    DELETE FROM statement_staged WHERE statement_id = :id AND row_number <= (
        SELECT max(row_number) FROM (SELECT row_number FROM statement_staged WHERE statement_id = :id
                                     ORDER BY row_number LIMIT :most) t)
    RETURNING kind, identity, reference, amount_fen, fee_e5, balance_fen, occurred_at, booked_on, row_number, party,
              note, party_name, party_account
)
INSERT INTO staged SELECT * FROM part
"""
WAITING = "SELECT 1 FROM statement_staged WHERE statement_id = :id LIMIT 1"
# Whose fund flow a file is: the channel's numbers of its payments are those of our trade bills, taken in or waiting.
OF_OURS = """
SELECT count(*) AS moves, count(*) FILTER (
    WHERE EXISTS (SELECT 1 FROM statement_line t WHERE t.unit_code = :unit AND t.source = 'trade'
                  AND t.identity = s.reference)
       OR s.reference IN (SELECT g.identity FROM statement w JOIN statement_staged g ON g.statement_id = w.id
                          WHERE w.unit_code = :unit AND w.kind = 'wechat_trade')) AS ours
FROM staged s WHERE s.kind IN ('payment', 'refund', 'fee')
"""
