"""The figures of schools in their terms, made from the read model's rows. Each query answers for many pairs at once."""

from sqlalchemy import text

_PAIR = """
WITH pair AS (
    SELECT o.path AS school_path, m.term, o.district_path, m.first_on, m.last_on,
           to_char(m.first_on, 'YYYY-MM') AS first_month, to_char(m.last_on, 'YYYY-MM') AS last_month,
           a.cap_fen, coalesce(a.counted_product, 'care') AS counted_product,
           coalesce(a.attendances_min, 1) AS attendances_min, coalesce(a.counted_by, m.last_on) AS counted_by
    FROM unnest(CAST(:schools AS text[]), CAST(:terms AS text[])) AS wanted (school_path, term)
    JOIN organisation o ON o.path = wanted.school_path
    JOIN term m ON m.district_path = o.district_path AND m.term = wanted.term
    LEFT JOIN adoption a ON a.district_path = m.district_path AND a.term = m.term
)
"""

# Bills of published runs as they stand now; `asked_fen` is what the family was asked for at first.
_BILL = """
SELECT x.id, x.pupil_id, x.school_path, x.term, x.placement_ids, x.due_fen AS asked_fen, z.published_on,
       coalesce(c.due_fen, x.due_fen) AS due_fen, c.bill_id IS NOT NULL AS changed,
       coalesce((SELECT sum(y.paid_fen) FROM read_model.payment y WHERE y.bill_id = x.id), 0)::bigint
           - coalesce(c.refunded_fen, 0) AS kept_fen
FROM read_model.bill x JOIN read_model.bill_run z ON z.run_id = x.run_id AND z.school_path = x.school_path
LEFT JOIN read_model.bill_change c ON c.bill_id = x.id
"""

_STEPS = f"""{_PAIR}
SELECT p.school_path, p.term,
    (SELECT count(*) FROM pupil x WHERE x.school_path = p.school_path) AS pupils,
    (SELECT count(*) FROM read_model.school_class x WHERE x.school_path = p.school_path) AS classes,
    (SELECT count(*) FROM read_model.staff_place x WHERE x.path = p.school_path) AS staff,
    (SELECT x.school_days FROM read_model.calendar x
     WHERE x.district_path = p.district_path AND x.term = p.term) AS school_days,
    g.plan, g.opened, g.survey_answers, g.submitted, g.reviewed, g.placed, g.alternatives,
    n.notice_published_on, n.notice_in_force_on,
    (SELECT count(*) FROM read_model.offering x WHERE x.school_path = p.school_path AND x.term = p.term) AS offerings,
    c.*
FROM pair p
LEFT JOIN read_model.progress g ON g.school_path = p.school_path AND g.term = p.term
LEFT JOIN LATERAL (
    SELECT min(x.published_on) AS notice_published_on, min(x.in_force_on) AS notice_in_force_on
    FROM read_model.notice x WHERE x.school_path = p.school_path AND x.term = p.term) n ON true
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE x.ended_on IS NULL) AS contracts,
           count(DISTINCT x.vendor_id) FILTER (WHERE NOT v.listed AND x.ended_on IS NULL) AS vendors_out
    FROM read_model.contract x
    LEFT JOIN read_model.vendor_standing v ON v.vendor_id = x.vendor_id AND v.district_path = p.district_path
    WHERE x.school_path = p.school_path AND x.term = p.term AND x.signed) c ON true
"""

# Actual participants as the subsidy counts them: of one service, up to the cut-off day, and a pupil who moved only
# where it first took part (R14). Where one attendance is enough, those after the cut-off day make no difference.
_TOOK_PART = """
    SELECT x.pupil_id, x.school_path, min(x.first_on) AS first_on,
           sum(CASE WHEN p.attendances_min <= 1 OR p.counted_by >= :on THEN x.attended ELSE (
               SELECT count(*) FROM read_model.roll r
               WHERE r.group_id = x.group_id AND r.held_on <= p.counted_by AND x.pupil_id = ANY(r.present)
           ) END) AS attended
    FROM read_model.attendance x JOIN read_model.offering y ON y.id = x.offering_id
    WHERE x.term = p.term AND x.first_on <= p.counted_by AND y.product = p.counted_product"""

_SERVICE = f"""{_PAIR}
SELECT p.school_path, p.term, a.*, s.*, t.participants,
    (SELECT count(*) FROM read_model.study_group x
     WHERE x.school_path = p.school_path AND x.term = p.term) AS groups,
    (SELECT count(*) FROM read_model.roll x WHERE x.school_path = p.school_path AND x.term = p.term) AS rolls,
    (SELECT count(*) FROM read_model.study_group x JOIN read_model.closing y ON y.group_id = x.id
     WHERE x.school_path = p.school_path AND x.term = p.term) AS closings,
    l.*
FROM pair p
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE x.agreed_on IS NOT NULL) AS agreed,
           count(*) FILTER (WHERE x.ended_on IS NOT NULL) AS ended,
           count(DISTINCT x.pupil_id) FILTER (WHERE held) AS served,
           count(DISTINCT x.pupil_id) FILTER (WHERE held AND y.product = 'care') AS care_served,
           count(DISTINCT x.pupil_id) FILTER (WHERE held AND y.product <> 'care') AS course_served
    FROM (SELECT *, agreed_on IS NOT NULL AND ended_on IS NULL AS held FROM read_model.placement) x
    LEFT JOIN read_model.offering y ON y.id = x.offering_id
    WHERE x.school_path = p.school_path AND x.term = p.term) a ON true
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE NOT y.suspended) AS sessions,
           count(*) FILTER (WHERE y.suspended) AS sessions_suspended,
           count(*) FILTER (WHERE NOT y.suspended AND y.held_on <= :on) AS sessions_due,
           count(*) FILTER (WHERE NOT y.suspended AND y.held_on < :on AND r.session_id IS NULL) AS rolls_missing,
           count(*) FILTER (WHERE NOT y.suspended AND y.held_on >= :on AND NOT EXISTS (
               SELECT 1 FROM read_model.shift z WHERE z.session_id = y.id AND z.duty <> 'leader')) AS sessions_uncovered
    FROM read_model.study_group x JOIN read_model.session y ON y.group_id = x.id
    LEFT JOIN read_model.roll r ON r.session_id = y.id
    WHERE x.school_path = p.school_path AND x.term = p.term) s ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS participants
    FROM ({_TOOK_PART} AND x.school_path = p.school_path GROUP BY 1, 2) here
    WHERE here.attended >= p.attendances_min AND NOT EXISTS (
        SELECT 1
        FROM ({_TOOK_PART} AND x.pupil_id = here.pupil_id AND x.school_path <> p.school_path GROUP BY 1, 2) there
        WHERE there.attended >= p.attendances_min
        AND (there.first_on, there.school_path) < (here.first_on, p.school_path))) t ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS lessons, count(*) FILTER (WHERE y.by_vendor) AS vendor_lessons
    FROM read_model.study_group x JOIN read_model.lesson y ON y.group_id = x.id
    WHERE x.school_path = p.school_path AND x.term = p.term) l ON true
"""

# A refund of what was never paid, or what a budget paid, moves nothing: nobody waits for it.
_MONEY = f"""{_PAIR}
SELECT p.school_path, p.term, b.*, z.amount_fen, w.bills AS waived_bills, w.waived_fen, y.*, r.*,
       u.subsidy_participants, u.subsidy_fen
FROM pair p
LEFT JOIN read_model.waiver_count w ON w.school_path = p.school_path AND w.term = p.term
LEFT JOIN LATERAL (
    SELECT sum(x.amount_fen)::bigint AS amount_fen FROM read_model.bill_run x
    WHERE x.school_path = p.school_path AND x.term = p.term) z ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS bills, count(DISTINCT x.pupil_id) AS billed_pupils, sum(x.due_fen)::bigint AS due_fen,
           count(*) FILTER (WHERE x.changed) AS bills_changed,
           sum(greatest(x.due_fen - x.kept_fen, 0))::bigint AS unpaid_fen
    FROM ({_BILL}) x WHERE x.school_path = p.school_path AND x.term = p.term) b ON true
LEFT JOIN LATERAL (
    SELECT sum(x.paid_fen)::bigint AS received_fen, count(DISTINCT x.bill_id) AS paid_bills FROM read_model.payment x
    WHERE x.school_path = p.school_path AND x.term = p.term) y ON true
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE x.approved_fen > 0 OR x.paid_on IS NOT NULL) AS refunds,
           count(*) FILTER (WHERE x.paid_on IS NOT NULL) AS refunds_paid,
           sum(x.approved_fen)::bigint AS refund_fen, sum(x.paid_fen)::bigint AS refunded_fen
    FROM read_model.refund x WHERE x.school_path = p.school_path AND x.term = p.term) r ON true
LEFT JOIN LATERAL (
    SELECT x.participants AS subsidy_participants, x.amount_fen AS subsidy_fen FROM read_model.subsidy x
    WHERE x.school_path = p.school_path AND x.term = p.term ORDER BY x.id DESC LIMIT 1) u ON true
"""

_MONTHS = f"""{_PAIR}
SELECT p.school_path, p.term, c.*, t.*, h.*,
    (SELECT count(*)
     FROM generate_series(date_trunc('month', p.first_on), p.last_on, interval '1 month') AS m (first_on)
     WHERE m.first_on + interval '1 month' <= CAST(:on AS date)) AS months_over
FROM pair p
LEFT JOIN LATERAL (
    SELECT sum(y.lines) AS statement_lines, sum(y.matched) AS statement_matched,
           sum(y.exceptions_open) AS exceptions_open, sum(y.exceptions_found) AS exceptions_found,
           count(*) FILTER (WHERE y.closed) AS months_closed
    FROM read_model.unit_school x JOIN read_model.reconciliation y ON y.unit_code = x.unit_code
    WHERE x.school_path = p.school_path AND y.month BETWEEN p.first_month AND p.last_month) c ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS settlements, count(*) FILTER (WHERE x.paid_fen > 0) AS settlements_paid,
           sum(x.amount_fen)::bigint AS settlement_fen
    FROM read_model.settlement x
    WHERE x.school_path = p.school_path AND x.month BETWEEN p.first_month AND p.last_month) t ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS sheets, count(*) FILTER (WHERE x.approved) AS sheets_approved,
           count(*) FILTER (WHERE x.returned) AS sheets_returned,
           count(*) FILTER (WHERE x.paid) AS sheets_paid, sum(x.amount_fen)::bigint AS allowance_fen
    FROM read_model.sheet x
    WHERE x.school_path = p.school_path AND x.month BETWEEN p.first_month AND p.last_month) h ON true
"""

_CASES = f"""{_PAIR}
SELECT p.school_path, p.term, f.*, c.*
FROM pair p
LEFT JOIN LATERAL (
    SELECT count(*) AS findings, count(*) FILTER (WHERE x.state = 'open') AS findings_open,
           count(*) FILTER (WHERE x.state = 'rectified') AS findings_rectified,
           min(x.due_on) FILTER (WHERE x.state = 'open') AS findings_due_on
    FROM finding x WHERE x.school_path = p.school_path AND x.term = p.term) f ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS complaints, count(*) FILTER (WHERE x.state <> 'answered') AS complaints_open,
           count(*) FILTER (WHERE x.state <> 'answered' AND x.overdue) AS complaints_overdue
    FROM complaint x
    WHERE x.school_path = p.school_path AND x.filed_on BETWEEN p.first_on AND p.last_on) c ON true
"""

PARTS = tuple(text(query) for query in (_STEPS, _SERVICE, _MONEY, _MONTHS, _CASES))

MONEY_BY_MONTH = text(f"""{_PAIR}
SELECT school_path, term, month, sum(due_fen)::bigint AS due_fen, sum(received_fen)::bigint AS received_fen,
       sum(refunded_fen)::bigint AS refunded_fen, sum(bills) AS bills, sum(bills_changed) AS bills_changed,
       count(DISTINCT paid_bill) AS paid_bills, sum(refunds) AS refunds
FROM (
    SELECT p.school_path, p.term, to_char(x.published_on, 'YYYY-MM') AS month, x.due_fen, 0 AS received_fen,
           0 AS refunded_fen, 1 AS bills, x.changed::int AS bills_changed, NULL::uuid AS paid_bill, 0 AS refunds
    FROM pair p JOIN ({_BILL}) x ON x.school_path = p.school_path AND x.term = p.term
    UNION ALL
    SELECT p.school_path, p.term, to_char(x.paid_on, 'YYYY-MM'), 0, x.paid_fen, 0, 0, 0, x.bill_id, 0
    FROM pair p JOIN read_model.payment x ON x.school_path = p.school_path AND x.term = p.term
    UNION ALL
    SELECT p.school_path, p.term, to_char(x.paid_on, 'YYYY-MM'), 0, 0, x.paid_fen, 0, 0, NULL, 1
    FROM pair p JOIN read_model.refund x ON x.school_path = p.school_path AND x.term = p.term
    WHERE x.paid_on IS NOT NULL
) AS moved
GROUP BY school_path, term, month
""")

# One row per thing to look into; `facts` are the figures that were seen side by side.
ANOMALIES = text(f"""{_PAIR}, fact AS (
    SELECT p.*, s.facts, coalesce((s.facts ->> 'pupils')::int, 0) AS pupils,
           coalesce((s.facts ->> 'served')::int, 0) AS served, coalesce((s.facts ->> 'submitted')::int, 0) AS submitted
    FROM pair p JOIN read_model.school_term s ON s.school_path = p.school_path AND s.term = p.term
), issued AS (
    SELECT x.* FROM pair p JOIN ({_BILL}) x ON x.school_path = p.school_path AND x.term = p.term
    WHERE x.asked_fen > 0
), held AS (
    SELECT p.school_path, p.term, x.offering_id, count(*) AS lessons
    FROM pair p JOIN read_model.roll x ON x.school_path = p.school_path AND x.term = p.term GROUP BY 1, 2, 3
), bought AS (
    SELECT b.school_path, b.term, b.id, b.pupil_id, b.due_fen, b.kept_fen, b.published_on, x.offering_id, x.ended_on,
           o.price_fen
    FROM issued b CROSS JOIN LATERAL unnest(b.placement_ids) AS part (id)
    JOIN read_model.placement x ON x.id = part.id JOIN read_model.offering o ON o.id = x.offering_id
)
SELECT 'participation_school' AS rule, school_path, term, NULL::uuid AS class_id,
       jsonb_build_object('served', served, 'pupils', pupils) AS facts
FROM fact WHERE pupils >= :pupils_min AND served * 100 >= pupils * :percent
UNION ALL
SELECT 'no_declines', school_path, term, NULL, jsonb_build_object('submitted', submitted, 'pupils', pupils)
FROM fact WHERE pupils >= :pupils_min AND submitted >= pupils
UNION ALL
SELECT 'participation_class', school_path, term, class_id, jsonb_build_object('served', served, 'pupils', pupils)
FROM (
    SELECT p.school_path, p.term, x.class_id, count(*) AS pupils, count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM read_model.placement y WHERE y.pupil_id = x.id AND y.term = p.term
        AND y.agreed_on IS NOT NULL AND y.ended_on IS NULL)) AS served
    FROM pair p JOIN pupil x ON x.school_path = p.school_path GROUP BY 1, 2, 3
) AS class WHERE pupils >= :pupils_min AND served = pupils
UNION ALL
SELECT 'charged_before_gates', b.school_path, b.term, NULL,
       jsonb_build_object('bills', count(*), 'due_fen', sum(b.due_fen))
FROM issued b LEFT JOIN read_model.progress g ON g.school_path = b.school_path AND g.term = b.term
LEFT JOIN LATERAL (
    SELECT min(x.in_force_on) AS in_force_on FROM read_model.notice x
    WHERE x.school_path = b.school_path AND x.term = b.term) n ON true
WHERE g.plan_approved_on IS NULL OR g.plan_approved_on > b.published_on
   OR n.in_force_on IS NULL OR n.in_force_on > b.published_on
GROUP BY b.school_path, b.term
UNION ALL
SELECT 'paid_never_attended', b.school_path, b.term, NULL, jsonb_build_object('pupils', count(DISTINCT b.pupil_id))
FROM bought b JOIN held h USING (school_path, term, offering_id)
WHERE b.price_fen > 0 AND b.kept_fen > 0 AND b.ended_on IS NULL AND h.lessons >= :lessons_min AND NOT EXISTS (
    SELECT 1 FROM read_model.attendance x WHERE x.pupil_id = b.pupil_id AND x.offering_id = b.offering_id)
GROUP BY b.school_path, b.term
UNION ALL
SELECT 'attended_unpaid', b.school_path, b.term, NULL,
       jsonb_build_object('pupils', count(DISTINCT b.pupil_id), 'missing_fen', sum(b.missing_fen))
FROM (
    SELECT DISTINCT b.school_path, b.term, b.id, b.pupil_id, b.due_fen - b.kept_fen AS missing_fen
    FROM bought b
    WHERE b.price_fen > 0 AND b.kept_fen < b.due_fen AND b.published_on + CAST(:unpaid_days AS int) < CAST(:on AS date)
    AND EXISTS (SELECT 1 FROM read_model.attendance x WHERE x.pupil_id = b.pupil_id AND x.offering_id = b.offering_id)
) AS b GROUP BY b.school_path, b.term
UNION ALL
SELECT 'boarders_billed', b.school_path, b.term, NULL,
       jsonb_build_object('pupils', count(DISTINCT b.pupil_id), 'due_fen', sum(b.due_fen))
FROM issued b JOIN pupil x ON x.id = b.pupil_id WHERE x.boards AND b.due_fen > 0
GROUP BY b.school_path, b.term
UNION ALL
SELECT 'over_cap', c.school_path, c.term, NULL,
       jsonb_build_object('pupils', count(*), 'cap_fen', min(c.cap_fen), 'most_fen', max(c.fee_fen))
FROM (
    SELECT b.school_path, b.term, b.pupil_id, p.cap_fen, sum(b.price_fen)::bigint AS fee_fen
    FROM bought b JOIN pair p USING (school_path, term) WHERE p.cap_fen IS NOT NULL
    GROUP BY b.school_path, b.term, b.pupil_id, p.cap_fen HAVING sum(b.price_fen) > p.cap_fen
) AS c GROUP BY c.school_path, c.term
""")
