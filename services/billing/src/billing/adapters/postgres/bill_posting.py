"""Making drafts real, chunk by chunk: postings first, then the one row that all readers join, then the news."""

from billing.adapters.postgres.bill_drafts import SLICE

# The bills of one chunk; their lines lie together, so they are looked up, never scanned.
_OF_CHUNK = f"""
b.run_id = CAST(:run AS uuid) AND b.school_path = ANY(CAST(:schools AS text[])) AND {SLICE.format(pupil="b.pupil_id")}
"""
UNITS = f"SELECT DISTINCT b.unit_code FROM bill b WHERE {_OF_CHUNK} ORDER BY 1"
_MONTHS = """
unnest(CAST(:units AS text[]), CAST(:months AS text[]), CAST(:terms AS text[]), CAST(:families AS int[]),
       CAST(:budgets AS int[])) AS m (unit_code, month, ledger_term, family, budget)
"""
# The credit side of every line, and what waivers turn around; one pass over the chunk's lines.
POST_LINES = f"""
INSERT INTO posting (term, unit_code, month, posted_on, debit, credit, amount_fen, fact, source_id, source_no)
SELECT m.ledger_term, b.unit_code, m.month, :on,
       CASE l.kind WHEN 'waiver' THEN l.held_account ELSE m.family END,
       CASE l.kind WHEN 'waiver' THEN m.family ELSE l.held_account END,
       abs(l.amount_fen), CASE l.kind WHEN 'waiver' THEN 'waived' ELSE 'billed' END, b.id, l.line_no
FROM bill b JOIN bill_line l ON l.bill_id = b.id JOIN {_MONTHS} ON m.unit_code = b.unit_code
WHERE {_OF_CHUNK} AND l.amount_fen <> 0 AND l.held_account IS NOT NULL
"""
# What a budget finances of the waivers is owed by it.
POST_FINANCED = f"""
INSERT INTO posting (term, unit_code, month, posted_on, debit, credit, amount_fen, fact, source_id, source_no)
SELECT m.ledger_term, b.unit_code, m.month, :on, m.budget, l.held_account, abs(l.amount_fen), 'waiver_financed', b.id,
       l.line_no
FROM bill b JOIN bill_line l ON l.bill_id = b.id AND l.kind = 'waiver'
JOIN {_MONTHS} ON m.unit_code = b.unit_code
WHERE {_OF_CHUNK} AND b.waived_fen > 0 AND l.amount_fen <> 0 AND l.held_account IS NOT NULL
  AND l.financed_by IN ('school_budget', 'district_budget', 'city_budget')
"""
# What was written a moment ago is not known to the planner; a sample of fixed size suffices however large the run.
ANALYSE = "ANALYZE bill (id, run_id, school_path), bill_line (bill_id)"
BEGIN_POSTING = """
UPDATE bill_run SET state = 'posting', chunks_left = (SELECT count(*) FROM bill_run_chunk WHERE run_id = bill_run.id)
WHERE id = :run
"""
CHUNK = "SELECT run_id, number, schools, slice, slices FROM bill_run_chunk WHERE run_id = :run AND number = :number"
CHUNKS = """
SELECT run_id, number, schools, slice, slices FROM bill_run_chunk
WHERE run_id = :run AND state = ANY(CAST(:states AS text[])) ORDER BY number
"""
PUBLISH = """
UPDATE bill_run r SET state = 'published', published_at = :now, bills = c.bills, amount_fen = c.amount_fen,
    waived_fen = c.waived_fen, refused = (SELECT count(*) FROM bill_refusal f WHERE f.run_id = r.id)
FROM (SELECT sum(bills) AS bills, sum(amount_fen) AS amount_fen, sum(waived_fen) AS waived_fen
      FROM bill_run_chunk WHERE run_id = CAST(:run AS uuid)) c
WHERE r.id = CAST(:run AS uuid) RETURNING r.bills
"""
ISSUED = f"""
SELECT b.school_path, b.id, b.pupil_id, b.due_fen, ARRAY(
    SELECT l.placement_id FROM bill_line l WHERE l.bill_id = b.id AND l.kind NOT IN ('waiver', 'consumables')
    ORDER BY l.line_no) AS placements
FROM bill b WHERE {_OF_CHUNK} ORDER BY b.school_path, b.id
"""
TOTALS = """
SELECT school_path, count(*) AS bills, sum(amount_fen)::bigint AS amount_fen, sum(waived_fen)::bigint AS waived_fen
FROM bill WHERE run_id = CAST(:run AS uuid) AND school_path = ANY(CAST(:schools AS text[]))
GROUP BY school_path ORDER BY school_path
"""
# Few agreements end between a draft and its publication, so they are looked for first.
ENDED = """
SELECT p.placement_id, p.end_reason, p.ended_on FROM placement p
WHERE p.school_path = ANY(CAST(:schools AS text[])) AND p.term = :term AND p.ended_on IS NOT NULL
  AND p.end_reason IS NOT NULL AND EXISTS (
    SELECT 1 FROM bill_line l JOIN bill b ON b.id = l.bill_id AND b.run_id = CAST(:run AS uuid)
    WHERE l.placement_id = p.placement_id)
ORDER BY p.placement_id
"""
# Claims are freed at once, so that others may charge; the invisible drafts go in pieces afterwards.
CANCEL = (
    "DELETE FROM charge_claim WHERE run_id = :run",
    "UPDATE bill_run SET state = 'cancelled' WHERE id = :run",
)
CLEAR = """
WITH gone AS (
    DELETE FROM bill WHERE id IN (SELECT id FROM bill WHERE run_id = CAST(:run AS uuid) LIMIT :most) RETURNING id
), lines AS (
    DELETE FROM bill_line l USING gone g WHERE l.bill_id = g.id
)
SELECT count(*) FROM gone
"""
