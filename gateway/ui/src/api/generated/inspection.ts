// Generated from inspection's openapi.json by `npm run types`.

export interface paths {
    "/v1/anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What should be looked into */
        get: operations["get_anomalies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/anomalies/{anomaly_id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close it, as a second person */
        post: operations["post_closing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/anomalies/{anomaly_id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what came of looking into it */
        post: operations["post_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was found of the audit chains of other services, the latest first */
        get: operations["list_audit_verifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Complaints one may see, newest first */
        get: operations["get_complaints"];
        put?: never;
        /** Complain to the district */
        post: operations["post_complaint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A complaint and its answer */
        get: operations["get_complaint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a complaint */
        post: operations["post_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/complaints/{complaint_id}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a complaint to an officer */
        post: operations["post_assignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Findings, newest first */
        get: operations["get_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/findings/{finding_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A finding with what was said and shown about it */
        get: operations["get_finding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/findings/{finding_id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a document to the answer being prepared */
        post: operations["post_evidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/findings/{finding_id}/evidence/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document of a finding */
        get: operations["get_evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/findings/{finding_id}/recheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a finding, or open it again */
        post: operations["post_recheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/findings/{finding_id}/rectification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer a finding */
        post: operations["post_rectification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Operations of one's own and of one's organisation, newest first */
        get: operations["list_operations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{operation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an operation is */
        get: operations["get_operation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{operation_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an operation; what it had drafted is dropped
         * @description For who started it, and for who acts at or above its scope in a role that starts such work.
         */
        post: operations["cancel_operation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the city, or the district, stands */
        get: operations["get_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plans of visits, newest first */
        get: operations["get_plans"];
        put?: never;
        /** Plan visits to schools, chosen or drawn by lot */
        post: operations["post_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How content families are, course by course */
        get: operations["get_ratings"];
        put?: never;
        /** Rate a course of one's child */
        post: operations["post_rating"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/read-models/{name}/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drop a read model and build it again from the first event on */
        post: operations["post_rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{code}/terms/{term}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is done, what is next, what a gate holds back */
        get: operations["get_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Visits, newest first */
        get: operations["get_visits"];
        put?: never;
        /** Enter a visit with its checklist */
        post: operations["post_visit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visit_id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write down what is wanting */
        post: operations["post_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AnomalyRule
         * @enum {string}
         */
        AnomalyRule: "participation_school" | "participation_class" | "no_declines" | "charged_before_gates" | "paid_never_attended" | "attended_unpaid" | "boarders_billed" | "over_cap";
        /**
         * AnomalyState
         * @enum {string}
         */
        AnomalyState: "open" | "verified" | "closed";
        /** AnomalyView */
        AnomalyView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Class Id */
            class_id: string | null;
            /**
             * Facts
             * @description The figures seen side by side; names in _fen are fen. Null where they would tell of fewer than ten; told anew when ten more, or fewer, are behind them.
             */
            facts: {
                [key: string]: number | null;
            };
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Note
             * @description What whoever looked into it wrote down; for officers of the district.
             */
            note: string | null;
            /**
             * Occurrence
             * @description Above 1: it came back, or got worse, after an earlier one was looked into.
             */
            occurrence: number;
            outcome: components["schemas"]["Outcome"] | null;
            /** Owner */
            owner: string;
            rule: components["schemas"]["AnomalyRule"];
            /** School */
            school: string;
            /** School Name */
            school_name: string;
            /**
             * Since
             * Format: date
             */
            since: string;
            state: components["schemas"]["AnomalyState"];
            /** Term */
            term: string;
            /**
             * Version
             * @description Another one once the figures, or what came of it, are others.
             */
            version: number;
        };
        /** AnswerRequest */
        AnswerRequest: {
            /** Text */
            text: string;
        };
        /** AssignmentRequest */
        AssignmentRequest: {
            /**
             * Officer Id
             * Format: uuid
             */
            officer_id: string;
        };
        /**
         * AuditVerificationView
         * @description `sound` where nothing was edited, removed or inserted; `breaks` says where it was, a hundred places at most.
         */
        AuditVerificationView: {
            /** Blocks */
            blocks: number;
            /** Breaks */
            breaks: string[];
            /** Entries */
            entries: number;
            /** Heads */
            heads: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Pending */
            pending: number;
            /** Service */
            service: string;
            /** Sound */
            sound: boolean;
            /**
             * Verified At
             * Format: date-time
             */
            verified_at: string;
        };
        /** BlockedView */
        BlockedView: {
            /**
             * Clause
             * @description The rule in words and its source, where the pack has one.
             */
            clause: {
                [key: string]: string;
            } | null;
            /** Code */
            code: string;
            /** Params */
            params: {
                [key: string]: string;
            };
        };
        /** BoardView */
        BoardView: {
            /** Done */
            done: number;
            /**
             * First On
             * Format: date
             */
            first_on: string;
            freshness: components["schemas"]["FreshnessView"];
            /**
             * Last On
             * Format: date
             */
            last_on: string;
            /** Next Task */
            next_task: string | null;
            /** Pack */
            pack: string;
            /** School */
            school: string;
            /** School Name */
            school_name: string;
            /** Tasks */
            tasks: components["schemas"]["TaskView"][];
            /** Term */
            term: string;
            /** Total */
            total: number;
        };
        /** Body_post_evidence */
        Body_post_evidence: {
            /** File */
            file: string;
        };
        /** CheckItemView */
        CheckItemView: {
            /** Code */
            code: string;
            /** En */
            en: string;
            /** Rule */
            rule: string;
            /** Zh */
            zh: string;
        };
        /** CheckedItem */
        CheckedItem: {
            /** Code */
            code: string;
            /**
             * Seen
             * @enum {string}
             */
            seen: "met" | "not_met" | "not_seen";
        };
        /** ComplaintRequest */
        ComplaintRequest: {
            /**
             * About
             * @enum {string}
             */
            about: "school" | "vendor" | "bill";
            /**
             * Anonymous
             * @description Neither the school nor other readers learn who complains.
             */
            anonymous: boolean;
            /**
             * School
             * @description School code.
             */
            school: string;
            /**
             * Subject Id
             * @description The vendor's or the bill's id.
             */
            subject_id?: string | null;
            /** Text */
            text: string;
        };
        /** ComplaintView */
        ComplaintView: {
            /**
             * About
             * @enum {string}
             */
            about: "school" | "vendor" | "bill";
            /** Allowed Actions */
            allowed_actions: string[];
            /** Anonymous */
            anonymous: boolean;
            /** Answer */
            answer: string | null;
            /** Answered On */
            answered_on: string | null;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * Due Provisional
             * @description The holidays of all days until then are not announced yet.
             */
            due_provisional: boolean;
            /**
             * Filed By
             * @description Absent where the reader may not know.
             */
            filed_by: string | null;
            /**
             * Filed On
             * Format: date
             */
            filed_on: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Overdue */
            overdue: boolean;
            /** School */
            school: string;
            /**
             * State
             * @enum {string}
             */
            state: "filed" | "assigned" | "answered";
            /** Subject Id */
            subject_id: string | null;
            /**
             * Text
             * @description Absent for the school where the complaint is anonymous.
             */
            text: string | null;
            /** Version */
            version: number;
        };
        /** CourseRatingView */
        CourseRatingView: {
            /**
             * Content Percent
             * @description Of 100 families, how many gave 4 or 5; absent as their number is.
             */
            content_percent: number | null;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /**
             * Ratings
             * @description The earliest, in lots of 5, from above the school of 10: nobody sees what the last one said. Absent while there are fewer.
             */
            ratings: number | null;
            /** Title */
            title: string;
        };
        /** DistrictRow */
        DistrictRow: {
            /** Code */
            code: string;
            gates: components["schemas"]["Gates"];
            /** Name */
            name: string;
            /** Opened */
            opened: number;
            /** Schools */
            schools: number;
        };
        /** DocumentView */
        DocumentView: {
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
        };
        /** DrawRequest */
        DrawRequest: {
            /** Count */
            count: number;
            /** Seed */
            seed: string;
        };
        /** EvidenceView */
        EvidenceView: {
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            /** Round */
            round: number;
        };
        /**
         * FaultCode
         * @enum {string}
         */
        FaultCode: "chassis.cell_empty" | "chassis.cell_error" | "chassis.cell_invalid" | "chassis.cell_not_text" | "chassis.row_ragged" | "kernel.character_not_usable";
        /** FindingRequest */
        FindingRequest: {
            /**
             * Due On
             * Format: date
             * @example 2026-03-02
             */
            due_on: string;
            /**
             * Item
             * @description Code of the checklist's item.
             */
            item: string;
            /** Text */
            text: string;
        };
        /** FindingSummary */
        FindingSummary: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Closed On */
            closed_on: string | null;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Item */
            item: string;
            /**
             * Raised On
             * Format: date
             */
            raised_on: string;
            /** School */
            school: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "rectified" | "closed";
            /** Term */
            term: string;
            /** Text */
            text: string;
            /** Version */
            version: number;
            /**
             * Visit Id
             * Format: uuid
             */
            visit_id: string;
        };
        /** FindingView */
        FindingView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Closed On */
            closed_on: string | null;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /** Evidence */
            evidence: components["schemas"]["EvidenceView"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Item */
            item: string;
            /**
             * Raised On
             * Format: date
             */
            raised_on: string;
            /** School */
            school: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "rectified" | "closed";
            /** Steps */
            steps: components["schemas"]["StepView"][];
            /** Term */
            term: string;
            /** Text */
            text: string;
            /** Version */
            version: number;
            /**
             * Visit Id
             * Format: uuid
             */
            visit_id: string;
        };
        /** Fraction */
        Fraction: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Denominator */
            denominator: number;
            /** Numerator */
            numerator: number;
        };
        /** FreshnessView */
        FreshnessView: {
            /**
             * As Of
             * Format: date-time
             * @description Business time.
             */
            as_of: string;
            /** Sources */
            sources: components["schemas"]["SourceView"][];
        };
        /**
         * Gates
         * @description Of the district's schools, how many passed each.
         */
        Gates: {
            /** Agreement */
            agreement: number;
            /** Bills */
            bills: number;
            /** Month Close */
            month_close: number;
            /** Plan */
            plan: number;
            /** Publicity */
            publicity: number;
            /** Reconciliation */
            reconciliation: number;
        };
        /**
         * Group
         * @enum {string}
         */
        Group: "prepare" | "apply" | "serve" | "money" | "finish";
        /**
         * MoneyTile
         * @description In fen; `due_fen` is what families are asked for: billed less waived less cancelled or given back.
         *
         *     Null where an amount is of fewer than ten families, by itself or as a difference; told anew as counts are.
         */
        MoneyTile: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Billed Fen */
            billed_fen: number | null;
            /** Due Fen */
            due_fen: number | null;
            /** Received Fen */
            received_fen: number | null;
            /** Refunded Fen */
            refunded_fen: number | null;
            /** Subsidy Fen */
            subsidy_fen: number | null;
            /** Waived Fen */
            waived_fen: number | null;
        };
        /**
         * MonthView
         * @description In fen; `due_fen` is what is asked for by the bills of the month, as they stand now.
         */
        MonthView: {
            /** Due Fen */
            due_fen: number;
            /** Month */
            month: string;
            /** Received Fen */
            received_fen: number;
            /**
             * Refunded Fen
             * @description Null as in the tiles.
             */
            refunded_fen: number | null;
        };
        /** OperationStarted */
        OperationStarted: {
            /**
             * Operation Id
             * Format: uuid
             */
            operation_id: string;
        };
        /**
         * OperationView
         * @description `done` of `total` pieces; `percentage` is None until the total is known.
         */
        OperationView: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Done */
            done: number;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Percentage */
            percentage: number | null;
            /** Phase */
            phase: string | null;
            /** Result */
            result: {
                [key: string]: unknown;
            } | null;
            /** State */
            state: string;
            /** Total */
            total: number;
        };
        /**
         * Outcome
         * @enum {string}
         */
        Outcome: "explained" | "to_inspection" | "corrected";
        /** OverviewView */
        OverviewView: {
            /** Districts */
            districts: components["schemas"]["DistrictRow"][];
            freshness: components["schemas"]["FreshnessView"];
            /**
             * Months
             * @description Empty while one of them would tell of fewer than ten families.
             */
            months: components["schemas"]["MonthView"][];
            /** Newest Anomalies */
            newest_anomalies: components["schemas"]["AnomalyView"][];
            /** Term */
            term: string;
            tiles: components["schemas"]["Tiles"];
        };
        /** Page[AnomalyView] */
        Page_AnomalyView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["AnomalyView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[AuditVerificationView] */
        Page_AuditVerificationView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["AuditVerificationView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ComplaintView] */
        Page_ComplaintView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ComplaintView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[CourseRatingView] */
        Page_CourseRatingView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["CourseRatingView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[FindingSummary] */
        Page_FindingSummary_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["FindingSummary"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[OperationView] */
        Page_OperationView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["OperationView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[PlanView] */
        Page_PlanView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["PlanView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[VisitView] */
        Page_VisitView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["VisitView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /**
         * PlanRequest
         * @description Either the schools are chosen, or so many are drawn by lot.
         */
        PlanRequest: {
            draw?: components["schemas"]["DrawRequest"] | null;
            /**
             * Schools
             * @description School codes.
             * @default []
             */
            schools: string[];
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
            /**
             * Visits By
             * Format: date
             * @example 2026-03-02
             */
            visits_by: string;
        };
        /** PlanView */
        PlanView: {
            /** Checklist */
            checklist: components["schemas"]["CheckItemView"][];
            draw: components["schemas"]["DrawRequest"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Pack */
            pack: string;
            /** Schools */
            schools: string[];
            /** Term */
            term: string;
            /**
             * Visits By
             * Format: date
             */
            visits_by: string;
        };
        /**
         * Problem
         * @description RFC 9457. `code` is stable and translated by the portal; `params` fill its sentence. So is that of each error, a ProblemCode or, where it is about a row of a file, a FaultCode.
         */
        Problem: {
            code: components["schemas"]["ProblemCode"];
            detail: string;
            errors: {
                code: string;
                detail: string;
                params: {
                    [key: string]: string | number;
                };
                pointer: string;
            }[];
            errors_total: number;
            params: {
                [key: string]: string | number;
            };
            status: number;
            title: string;
            trace_id: string | null;
            type: string;
        };
        /**
         * ProblemCode
         * @enum {string}
         */
        ProblemCode: "chassis.assignment_not_held" | "chassis.assignment_not_named" | "chassis.body_too_large" | "chassis.caller_not_allowed" | "chassis.cell_invalid" | "chassis.cursor_malformed" | "chassis.document_complete" | "chassis.document_empty" | "chassis.document_not_found" | "chassis.document_part_missing" | "chassis.document_part_unusable" | "chassis.document_too_large" | "chassis.file_empty" | "chassis.file_not_text" | "chassis.file_too_big" | "chassis.file_too_large" | "chassis.file_unreadable" | "chassis.files_waiting" | "chassis.heading_missing" | "chassis.heading_twice" | "chassis.idempotency_key_malformed" | "chassis.idempotency_key_missing" | "chassis.idempotency_key_reused" | "chassis.if_match_malformed" | "chassis.json_malformed" | "chassis.keys_unavailable" | "chassis.media_type_unsupported" | "chassis.method_not_allowed" | "chassis.not_a_scan" | "chassis.operation_not_found" | "chassis.operation_not_running" | "chassis.part_down" | "chassis.peer_failed" | "chassis.peer_refuses_us" | "chassis.peer_too_slow" | "chassis.peer_unavailable" | "chassis.precondition_required" | "chassis.request_invalid" | "chassis.request_refused" | "chassis.request_under_way" | "chassis.request_unreadable" | "chassis.role_not_allowed" | "chassis.route_not_found" | "chassis.rows_faulty" | "chassis.sheet_missing" | "chassis.sign_in_ended" | "chassis.strong_sign_in_required" | "chassis.token_expired" | "chassis.token_forged" | "chassis.token_key_unknown" | "chassis.token_malformed" | "chassis.token_missing" | "chassis.token_not_for_us" | "chassis.unauthenticated" | "chassis.unexpected" | "edge.bad_request" | "edge.foreign_origin" | "edge.headers_too_large" | "edge.not_found" | "edge.not_signed_in" | "edge.request_timeout" | "edge.timeout" | "edge.too_large" | "edge.too_many_requests" | "edge.unavailable" | "inspection.already_visited" | "inspection.anomaly_not_open" | "inspection.anomaly_not_verified" | "inspection.anomaly_unknown" | "inspection.check_item_twice" | "inspection.check_item_unknown" | "inspection.check_items_missing" | "inspection.chosen_and_drawn" | "inspection.complaint_already_answered" | "inspection.complaint_not_assigned_to_you" | "inspection.complaint_unknown" | "inspection.deadline_in_the_past" | "inspection.finding_not_open" | "inspection.finding_not_rectified" | "inspection.finding_unknown" | "inspection.new_deadline_missing" | "inspection.no_pack_adopted" | "inspection.no_schools_to_visit" | "inspection.no_such_score" | "inspection.not_an_officer" | "inspection.not_your_child" | "inspection.plan_unknown" | "inspection.read_model_unknown" | "inspection.school_not_in_district" | "inspection.school_unknown" | "inspection.subject_missing" | "inspection.term_unknown" | "inspection.too_many_schools" | "inspection.visit_in_the_future" | "inspection.visit_not_in_plan" | "inspection.visit_unknown" | "inspection.visits_end_in_the_past" | "kernel.amount_changed" | "kernel.character_not_usable" | "kernel.content_changed" | "kernel.duty_of_another_role" | "kernel.first_person_missing" | "kernel.not_a_month" | "kernel.not_a_term" | "kernel.not_an_amount" | "kernel.not_an_assignment" | "kernel.not_an_organisation_path" | "kernel.outside_own_organisation" | "kernel.period_ends_before_it_starts" | "kernel.precondition_failed" | "kernel.same_person_twice" | "kernel.text_missing" | "rulebook.case_incomplete" | "rulebook.not_answered" | "rulebook.not_in_force" | "rulebook.pack_invalid" | "rulebook.parameters_invalid" | "rulebook.product_unknown" | "rulebook.refund_not_calculable" | "rulebook.total_missing" | "rulebook.waiver_class_unknown";
        /**
         * PupilsTile
         * @description Null where a count would tell of fewer than ten pupils, by itself or beside another, in one of the districts.
         *
         *     Counts are told anew when ten pupils more, or fewer, are meant.
         */
        PupilsTile: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Care */
            care: number | null;
            /** Course */
            course: number | null;
            /** Denominator */
            denominator: number | null;
            /** Numerator */
            numerator: number | null;
            /**
             * Participants
             * @description Whom the subsidy counts: who attended its service as often as the pack asks by its cut-off date.
             */
            participants: number | null;
        };
        /** RatingRequest */
        RatingRequest: {
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Score */
            score: number;
        };
        /** RatingView */
        RatingView: {
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** Score */
            score: number;
        };
        /** RecheckRequest */
        RecheckRequest: {
            /**
             * Due On
             * @description New deadline where it did not pass.
             */
            due_on?: string | null;
            /** Passed */
            passed: boolean;
            /** Text */
            text: string;
        };
        /** RectificationRequest */
        RectificationRequest: {
            /** Text */
            text: string;
        };
        /** SourceView */
        SourceView: {
            /**
             * Lag S
             * @description Seconds since everything it said was in the figures; absent: not known.
             */
            lag_s: number | null;
            /** Service */
            service: string;
            /** Stale */
            stale: boolean;
        };
        /**
         * Status
         * @description The words of the portal's status table that a task can have.
         * @enum {string}
         */
        Status: "not_started" | "blocked" | "todo" | "running" | "submitted" | "in_publicity" | "needs_approval" | "returned" | "unmatched" | "refunding" | "problem" | "overdue" | "done";
        /** StepView */
        StepView: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * Format: uuid
             */
            by: string;
            /** Kind */
            kind: string;
            /** Passed */
            passed: boolean | null;
            /** Round */
            round: number;
            /** Text */
            text: string;
        };
        /** TaskView */
        TaskView: {
            blocked_by: components["schemas"]["BlockedView"] | null;
            /**
             * Counts
             * @description Names in _fen are fen. From above the school, null where children or families are counted.
             */
            counts: {
                [key: string]: number | null;
            };
            /** Due On */
            due_on: string | null;
            group: components["schemas"]["Group"];
            /** Key */
            key: string;
            /** Owner */
            owner: string;
            status: components["schemas"]["Status"];
        };
        /** Tiles */
        Tiles: {
            anomalies: components["schemas"]["Fraction"];
            money: components["schemas"]["MoneyTile"];
            pupils: components["schemas"]["PupilsTile"];
            schools: components["schemas"]["Fraction"];
        };
        /** VerificationRequest */
        VerificationRequest: {
            /** Note */
            note: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "explained" | "to_inspection" | "corrected";
        };
        /** VisitRequest */
        VisitRequest: {
            /** Checklist */
            checklist: components["schemas"]["CheckedItem"][];
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /**
             * School
             * @description School code.
             */
            school: string;
            /**
             * Visited On
             * Format: date
             * @example 2026-03-02
             */
            visited_on: string;
        };
        /** VisitView */
        VisitView: {
            /** Checklist */
            checklist: components["schemas"]["CheckedItem"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Plan Id
             * Format: uuid
             */
            plan_id: string;
            /** School */
            school: string;
            /** Term */
            term: string;
            /**
             * Visited On
             * Format: date
             */
            visited_on: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_anomalies: {
        parameters: {
            query?: {
                term?: string | null;
                state?: components["schemas"]["AnomalyState"] | null;
                rule?: components["schemas"]["AnomalyRule"] | null;
                /** @description Items per page. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AnomalyView_"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_closing: {
        parameters: {
            query?: never;
            header: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                anomaly_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description What is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was shown, or comes to something else */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_verification: {
        parameters: {
            query?: never;
            header: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                anomaly_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerificationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description What is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was shown, or comes to something else */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit_verifications: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditVerificationView_"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_complaints: {
        parameters: {
            query?: {
                state?: ("filed" | "assigned" | "answered") | null;
                /** @description Items per page. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ComplaintView_"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_complaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ComplaintRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_complaint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_answer: {
        parameters: {
            query?: never;
            header: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
                };
            };
            /** @description What is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was shown, or comes to something else */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_assignment: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                complaint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComplaintView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_findings: {
        parameters: {
            query?: {
                state?: ("open" | "rectified" | "closed") | null;
                /** @description Items per page. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FindingSummary_"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_finding: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                finding_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_evidence: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                finding_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_post_evidence"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_evidence: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                finding_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_recheck: {
        parameters: {
            query?: never;
            header: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                finding_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecheckRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingView"];
                };
            };
            /** @description What is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was shown, or comes to something else */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rectification: {
        parameters: {
            query?: never;
            header: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                finding_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RectificationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingView"];
                };
            };
            /** @description What is there does not allow it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since it was shown, or comes to something else */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_operations: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OperationView_"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_operation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                operation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_operation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                operation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_overview: {
        parameters: {
            query: {
                term: string;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_plans: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PlanView_"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ratings: {
        parameters: {
            query: {
                term: string;
                /** @description Items per page. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CourseRatingView_"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rating: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rebuild: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperationStarted"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_board: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                code: string;
                term: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_visits: {
        parameters: {
            query?: {
                /** @description Items per page. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_VisitView_"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_visit: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitView"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_finding: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                visit_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingSummary"];
                };
            };
            /** @description What stopped the request */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
