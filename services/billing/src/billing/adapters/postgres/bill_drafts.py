"""The bulk part of a bill run: claim, group into baskets, write drafts; sets, not rows.

A chunk holds some schools, or one slice of a school too large for a chunk: its pupils by the hash of their ids.
"""

SLICE = "(CAST(:slices AS bigint) = 1 OR abs(CAST(uuid_hash({pupil}) AS bigint)) % :slices = :slice)"
# Sorts and hashes of a chunk stay in memory; a chunk is bounded, so is this.
ROOM = "SET LOCAL work_mem = '64MB'"
# One pass over the chunk's agreements. `mark` names offering and entrustment in a few characters.
AGREED = f"""
CREATE TEMPORARY TABLE run_agreed ON COMMIT DROP AS
SELECT p.placement_id, p.pupil_id, p.offering_id, 2 * o.no + CAST(p.entrusted AS int) AS mark, o.product, k.period,
       o.price_fen
FROM placement p
JOIN (SELECT offering_id, product, price_fen, row_number() OVER (ORDER BY offering_id) AS no FROM offering
      WHERE school_path = ANY(CAST(:schools AS text[])) AND term = :term) o USING (offering_id)
JOIN unnest(CAST(:products AS text[]), CAST(:periods AS text[])) AS k (product, period) ON k.product = o.product
WHERE p.school_path = ANY(CAST(:schools AS text[])) AND p.term = :term AND p.ended_on IS NULL
  AND {SLICE.format(pupil="p.pupil_id")}
"""
MINE = """
CREATE TEMPORARY TABLE run_placement (placement_id uuid, pupil_id uuid, offering_id uuid, mark bigint) ON COMMIT DROP
"""
# Agreements whose natural key (pupil, product, period) this run could claim.
CLAIM = """
WITH claimed AS (
    INSERT INTO charge_claim (pupil_id, product, period, run_id)
    SELECT DISTINCT pupil_id, product, period, CAST(:run AS uuid) FROM run_agreed ORDER BY 1, 2
    ON CONFLICT DO NOTHING RETURNING pupil_id, product
)
INSERT INTO run_placement SELECT a.placement_id, a.pupil_id, a.offering_id, a.mark
FROM run_agreed a JOIN claimed USING (pupil_id, product)
"""
# One row a pupil, with the key of its basket: services, waiver classes, grade. A waiver is the pupil's, whichever
# school it was asked for at.
GROUP = """
CREATE TEMPORARY TABLE run_pupil ON COMMIT DROP AS
WITH basket AS (
    SELECT pupil_id, string_agg(CAST(mark AS text), ',' ORDER BY mark) AS services FROM run_placement GROUP BY pupil_id
), granted AS (
    SELECT w.pupil_id, string_agg(DISTINCT w.class_code, ',' ORDER BY w.class_code) AS classes
    FROM basket JOIN waiver w USING (pupil_id)
    WHERE w.term = :term AND w.state = 'granted' AND w.valid_from <= :on AND w.valid_until >= :on GROUP BY w.pupil_id
)
SELECT b.pupil_id, uuidv7() AS bill_id, u.school_path, b.services, coalesce(g.classes, '') AS classes, u.grade,
       CAST(md5(b.services || '|' || coalesce(g.classes, '') || '|' || u.grade) AS uuid) AS key
FROM basket b JOIN pupil u USING (pupil_id) LEFT JOIN granted g USING (pupil_id)
ORDER BY u.draw_key
"""
BASKETS = """
SELECT key, min(services) AS services, min(classes) AS classes, min(grade) AS grade
FROM run_pupil GROUP BY key ORDER BY key
"""
OFFERINGS = """
SELECT o.*, row_number() OVER (ORDER BY o.offering_id) AS no, g.stage
FROM offering o JOIN organisation g ON g.path = o.school_path
WHERE o.school_path = ANY(CAST(:schools AS text[])) AND o.term = :term
"""
BASKET_TABLE = """
CREATE TEMPORARY TABLE run_basket (
    key uuid, line_no smallint, offering_id uuid, kind text, product text, amount_fen bigint, held_account int,
    financed_by text, planned smallint, explanation_id int) ON COMMIT DROP
"""
REFUSAL_TABLE = """
CREATE TEMPORARY TABLE run_refusal (key uuid, offering_id uuid, code text, amount_fen bigint, explanation_id int)
ON COMMIT DROP
"""
TOTAL_TABLE = """
CREATE TEMPORARY TABLE run_total (key uuid, school_path text, unit_code text, amount_fen bigint, waived_fen bigint)
ON COMMIT DROP
"""
BILLS = """
INSERT INTO bill (id, number, run_id, pupil_id, school_path, unit_code, term, amount_fen, waived_fen, due_fen)
SELECT p.bill_id, paper_number('ZD'), CAST(:run AS uuid), p.pupil_id, t.school_path, t.unit_code, :term, t.amount_fen,
       t.waived_fen, t.amount_fen - t.waived_fen
FROM run_pupil p JOIN run_total t USING (key)
"""
LINES = """
INSERT INTO bill_line (bill_id, line_no, planned, kind, product, placement_id, held_account, explanation_id, amount_fen,
                       financed_by)
SELECT p.bill_id, b.line_no, b.planned, b.kind, b.product, r.placement_id, b.held_account, b.explanation_id,
       b.amount_fen, b.financed_by
FROM run_pupil p JOIN run_basket b USING (key)
JOIN run_placement r ON r.pupil_id = p.pupil_id AND r.offering_id = b.offering_id
"""
REFUSE = """
INSERT INTO bill_refusal (run_id, placement_id, pupil_id, school_path, code, amount_fen, explanation_id)
SELECT CAST(:run AS uuid), r.placement_id, p.pupil_id, p.school_path, f.code, f.amount_fen, f.explanation_id
FROM run_pupil p JOIN run_refusal f USING (key)
JOIN run_placement r ON r.pupil_id = p.pupil_id AND r.offering_id = f.offering_id
"""
# A product of which nothing could be charged is claimed for nobody: a later run may charge it.
UNCLAIM = """
DELETE FROM charge_claim c USING run_pupil p
WHERE c.run_id = CAST(:run AS uuid) AND c.pupil_id = p.pupil_id
  AND p.key IN (SELECT key FROM run_refusal)
  AND NOT EXISTS (SELECT 1 FROM run_basket b JOIN offering o ON o.offering_id = b.offering_id
                  WHERE b.key = p.key AND o.product = c.product)
"""
# Agreements that came after the period's fee was collected: collected once, so refused with the pack's reason (R15).
COLLECTED_BEFORE = """
INSERT INTO bill_refusal (run_id, placement_id, pupil_id, school_path, code, amount_fen, explanation_id)
SELECT CAST(:run AS uuid), a.placement_id, a.pupil_id, p.school_path, 'billing.collected_once', a.price_fen,
       k.explanation_id
FROM run_agreed a JOIN placement p USING (placement_id)
JOIN unnest(CAST(:products AS text[]), CAST(:explanations AS int[])) AS k (product, explanation_id) USING (product)
WHERE NOT EXISTS (SELECT 1 FROM run_placement r WHERE r.placement_id = a.placement_id)
  AND NOT EXISTS (SELECT 1 FROM bill_line l WHERE l.placement_id = a.placement_id)
ON CONFLICT DO NOTHING
"""
DRAFTED = """
SELECT count(*) AS bills, coalesce(sum(t.amount_fen), 0)::bigint AS amount_fen,
       coalesce(sum(t.waived_fen), 0)::bigint AS waived_fen
FROM run_pupil p JOIN run_total t USING (key)
"""
