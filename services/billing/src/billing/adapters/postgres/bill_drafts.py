"""The bulk part of a bill run: claim, group into baskets, write drafts, publish; sets, not rows."""

# Agreements of the chunk whose natural key (pupil, product, period) this run could claim.
CLAIM = """
INSERT INTO charge_claim (pupil_id, product, period, run_id)
SELECT DISTINCT p.pupil_id, o.product, k.period, CAST(:run AS uuid)
FROM placement p JOIN offering o USING (offering_id)
JOIN unnest(CAST(:products AS text[]), CAST(:periods AS text[])) AS k (product, period) ON k.product = o.product
WHERE p.school_path = ANY(CAST(:schools AS text[])) AND p.term = :term AND p.ended_on IS NULL
ORDER BY 1, 2 ON CONFLICT DO NOTHING
"""
# The agreements first, then their claims by key: claims just written have no statistics to choose a plan by.
MINE = """
CREATE TEMPORARY TABLE run_placement ON COMMIT DROP AS
WITH agreed AS MATERIALIZED (
    SELECT p.placement_id, p.pupil_id, p.offering_id, p.entrusted, o.product, k.period
    FROM placement p JOIN offering o USING (offering_id)
    JOIN unnest(CAST(:products AS text[]), CAST(:periods AS text[])) AS k (product, period) ON k.product = o.product
    WHERE p.school_path = ANY(CAST(:schools AS text[])) AND p.term = :term AND p.ended_on IS NULL
)
SELECT a.placement_id, a.pupil_id, a.offering_id, a.entrusted
FROM agreed a JOIN charge_claim c USING (pupil_id, product, period) WHERE c.run_id = CAST(:run AS uuid)
"""
# One row a pupil, with the key of its basket: services, waiver classes, grade.
GROUP = """
CREATE TEMPORARY TABLE run_pupil ON COMMIT DROP AS
WITH granted AS (
    SELECT w.pupil_id, string_agg(DISTINCT w.class_code, ',' ORDER BY w.class_code) AS classes
    FROM waiver w WHERE w.term = :term AND w.state = 'granted' AND w.valid_from <= :on AND w.valid_until >= :on
      AND w.school_path = ANY(CAST(:schools AS text[])) GROUP BY w.pupil_id
), basket AS (
    SELECT pupil_id, string_agg(offering_id::text || CASE WHEN entrusted THEN '+' ELSE '-' END, ','
                                ORDER BY offering_id) AS services
    FROM run_placement GROUP BY pupil_id
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
SELECT o.*, g.stage FROM offering o JOIN organisation g ON g.path = o.school_path
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
SELECT CAST(:run AS uuid), p.placement_id, p.pupil_id, p.school_path, 'billing.collected_once', o.price_fen,
       k.explanation_id
FROM placement p JOIN offering o USING (offering_id)
JOIN unnest(CAST(:products AS text[]), CAST(:periods AS text[]), CAST(:explanations AS int[]))
     AS k (product, period, explanation_id) ON k.product = o.product
JOIN charge_claim c ON c.pupil_id = p.pupil_id AND c.product = o.product AND c.period = k.period
                   AND c.run_id <> CAST(:run AS uuid)
WHERE p.school_path = ANY(CAST(:schools AS text[])) AND p.term = :term AND p.ended_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM bill_line l WHERE l.placement_id = p.placement_id)
ON CONFLICT DO NOTHING
"""
# The credit side of every line, and what waivers turn around; one pass over the run's lines.
POST_LINES = """
INSERT INTO posting (term, unit_code, month, posted_on, debit, credit, amount_fen, fact, source_id, source_no)
SELECT m.ledger_term, b.unit_code, m.month, :on, x.debit, x.credit, abs(l.amount_fen), x.fact, b.id, l.line_no
FROM bill b JOIN bill_line l ON l.bill_id = b.id
JOIN unnest(CAST(:units AS text[]), CAST(:months AS text[]), CAST(:terms AS text[]), CAST(:families AS int[]),
            CAST(:budgets AS int[])) AS m (unit_code, month, ledger_term, family, budget) ON m.unit_code = b.unit_code
CROSS JOIN LATERAL (VALUES
    (m.family, l.held_account, 'billed', l.kind <> 'waiver'),
    (l.held_account, m.family, 'waived', l.kind = 'waiver'),
    (m.budget, l.held_account, 'waiver_financed',
     l.kind = 'waiver' AND l.financed_by IN ('school_budget', 'district_budget', 'city_budget'))
) AS x (debit, credit, fact, applies)
WHERE b.run_id = CAST(:run AS uuid) AND x.applies AND l.amount_fen <> 0 AND l.held_account IS NOT NULL
"""
PUBLISH = """
WITH school AS (
    SELECT school_path, count(*) AS bills, sum(amount_fen) AS amount_fen, sum(waived_fen) AS waived_fen
    FROM bill WHERE run_id = CAST(:run AS uuid) GROUP BY school_path
), published AS (
    UPDATE bill_run SET state = 'published', published_at = :now,
        bills = coalesce((SELECT sum(bills) FROM school), 0),
        amount_fen = coalesce((SELECT sum(amount_fen) FROM school), 0),
        waived_fen = coalesce((SELECT sum(waived_fen) FROM school), 0),
        refused = (SELECT count(*) FROM bill_refusal WHERE run_id = CAST(:run AS uuid))
    WHERE id = CAST(:run AS uuid)
)
SELECT school_path, bills, CAST(amount_fen AS bigint) AS amount_fen, CAST(waived_fen AS bigint) AS waived_fen
FROM school ORDER BY school_path
"""
ISSUED = """
SELECT b.id, b.pupil_id, b.amount_fen, b.waived_fen, b.due_fen, array_agg(l.placement_id) AS placements
FROM bill b JOIN bill_line l ON l.bill_id = b.id AND l.kind NOT IN ('waiver', 'consumables')
WHERE b.run_id = CAST(:run AS uuid) AND b.school_path = :school GROUP BY b.id ORDER BY b.id
"""
CANCEL = (
    "DELETE FROM charge_claim WHERE run_id IN"
    " (SELECT id FROM bill_run WHERE operation_id = :operation AND state = 'drafting')",
    "DELETE FROM bill_line WHERE bill_id IN (SELECT b.id FROM bill b JOIN bill_run r ON r.id = b.run_id"
    " WHERE r.operation_id = :operation AND r.state = 'drafting')",
    "DELETE FROM bill WHERE run_id IN (SELECT id FROM bill_run WHERE operation_id = :operation AND state = 'drafting')",
    "UPDATE bill_run SET state = 'cancelled' WHERE operation_id = :operation AND state = 'drafting'",
)
