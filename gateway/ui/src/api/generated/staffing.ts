// Generated from staffing's openapi.json by `npm run types`.

export interface paths {
    "/v1/account-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose accounts are of one person, at the organisation and below it */
        get: operations["get_account_links"];
        put?: never;
        /**
         * State that two accounts are of one person
         * @description It binds nobody until a second person has agreed.
         */
        post: operations["post_account_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account-links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two accounts of one person */
        get: operations["get_account_link"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account-links/{link_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to a link or its end, as another person, or refuse */
        post: operations["post_account_link_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account-links/{link_id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask that two accounts count as two persons again */
        post: operations["post_account_link_ending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/allowance-sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sheets of the organisation and below it */
        get: operations["get_sheets"];
        put?: never;
        /** Prepare the sheet of a month */
        post: operations["post_sheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/allowance-sheets/{sheet_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One sheet with its lines */
        get: operations["get_sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/allowance-sheets/{sheet_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The district approves */
        post: operations["post_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/allowance-sheets/{sheet_id}/pay-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The approved sheet as a pay file */
        post: operations["post_pay_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/allowance-sheets/{sheet_id}/preparation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prepare again what was sent back */
        post: operations["post_preparation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/allowance-sheets/{sheet_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The principal or the district sends it back, saying why */
        post: operations["post_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/allowance-sheets/{sheet_id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The principal signs */
        post: operations["post_signature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles that are not over, at the organisation and below it */
        get: operations["get_assignments"];
        put?: never;
        /** Ask that somebody gets a role, for good or for some days */
        post: operations["post_assignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assignments/{assignment_id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask that a role ends */
        post: operations["post_ending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assignments/{assignment_id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a role away at once; a second person ends or lifts it */
        post: operations["post_suspension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clearances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Checks that wait for an office */
        get: operations["get_clearances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Staff lists of the organisation and below it */
        get: operations["get_staff_imports"];
        put?: never;
        /** Send a staff workbook, for another person to agree to */
        post: operations["post_staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/staff/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A staff list, and how much it would change now */
        get: operations["get_staff_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/staff/{import_id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a staff list would change, person by person */
        get: operations["get_staff_import_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/staff/{import_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to a staff list as it was shown, as another person, or refuse it */
        post: operations["post_staff_import_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lessons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log the lessons one gave */
        post: operations["post_lessons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lessons/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the logged lessons of a day */
        post: operations["post_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lessons/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The logged lessons of a day that wait for their confirmation */
        get: operations["get_waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lessons/{session_id}/strike": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a logged lesson unconfirmed */
        post: operations["post_strike"];
        /** Take a strike back */
        delete: operations["delete_strike"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/account-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My own accounts */
        get: operations["get_own_account_links"];
        put?: never;
        /** State another account of my own */
        post: operations["post_own_account_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I was told of my roles, accounts, checks and classes, and as principal of those of my school */
        get: operations["get_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own shifts */
        get: operations["get_my_shifts"];
        put?: never;
        post?: never;
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
    "/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who works at the organisation and below it */
        get: operations["get_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{person_id}/clearances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter a criminal-record check
         * @description It counts for nothing until an office has confirmed it.
         */
        post: operations["post_clearance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{person_id}/clearances/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm a check, as the office */
        post: operations["post_clearance_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/people/{person_id}/clearances/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answer of the police that waits to be looked at */
        get: operations["get_evidence"];
        put?: never;
        /**
         * Send the answer of the police for an office to look at
         * @description Kept until the office has confirmed the check; sent again, it replaces what was sent before.
         */
        post: operations["post_evidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/role-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles asked to change, at the organisation and below it */
        get: operations["get_role_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/role-changes/{change_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One role asked to change */
        get: operations["get_role_change"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/role-changes/{change_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to a change of a role, as another person, or refuse */
        post: operations["post_role_change_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The school's sessions and who stands in them */
        get: operations["get_rota"];
        put?: never;
        /** Put cleared people on the rota */
        post: operations["post_rota"];
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
        /** AmountSeen */
        AmountSeen: {
            /**
             * Amount Fen
             * @description What the sheet was shown to pay.
             */
            amount_fen: number;
        };
        /** AssignmentRequest */
        AssignmentRequest: {
            /**
             * Ends On
             * @description The first day on which it is no longer in force; null for good.
             */
            ends_on: string | null;
            /** Path */
            path: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Reason */
            reason: string;
            /** Role */
            role: string;
            /**
             * Starts On
             * Format: date
             * @example 2026-03-02
             */
            starts_on: string;
        };
        /** AssignmentView */
        AssignmentView: {
            /** Assignment */
            assignment: string;
            /** Ends On */
            ends_on: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Suspended */
            suspended: boolean;
        };
        /** Body_post_evidence */
        Body_post_evidence: {
            /** File */
            file: string;
        };
        /** Body_post_staff */
        Body_post_staff: {
            /** File */
            file: string;
        };
        /** ChangeReason */
        ChangeReason: {
            /** Reason */
            reason: string;
        };
        /** ClearanceConfirmation */
        ClearanceConfirmation: {
            /**
             * Checked On
             * Format: date
             * @example 2026-03-02
             */
            checked_on: string;
            /**
             * Reference
             * @description As the office reads it on the answer; it must be what was entered.
             */
            reference: string;
            /**
             * Sha256
             * @description Of the answer that the office has looked at.
             */
            sha256: string;
        };
        /** ClearanceRequest */
        ClearanceRequest: {
            /**
             * Checked On
             * Format: date
             * @example 2026-03-02
             */
            checked_on: string;
            /**
             * Reference
             * @description Number of the answer of the police, not its text.
             */
            reference: string;
            /**
             * Valid Until
             * Format: date
             * @example 2026-03-02
             */
            valid_until: string;
        };
        /** ClearanceView */
        ClearanceView: {
            /**
             * Checked On
             * Format: date
             */
            checked_on: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** School Path */
            school_path: string;
            /**
             * Sha256
             * @description Of the answer that the school has sent.
             */
            sha256: string | null;
            /**
             * Valid Until
             * Format: date
             */
            valid_until: string;
        };
        /** ConfirmationRequest */
        ConfirmationRequest: {
            /**
             * Digest
             * @description That of the day's waiting lessons as they were shown.
             */
            digest: string;
            /**
             * Held On
             * Format: date
             * @example 2026-03-02
             */
            held_on: string;
        };
        /** Decision */
        Decision: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "confirm" | "refuse";
        };
        /** DifferenceView */
        DifferenceView: {
            /** Checked On */
            checked_on: string | null;
            /** Checked Until */
            checked_until: string | null;
            /** Classes */
            classes: string[];
            /** Ended */
            ended: string[];
            /** Gained */
            gained: string[];
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Person Id
             * @description Empty for somebody new.
             */
            person_id: string | null;
            /** Phone Changed */
            phone_changed: boolean;
            /** Renamed */
            renamed: boolean;
        };
        /** EvidenceView */
        EvidenceView: {
            /** Sha256 */
            sha256: string;
        };
        /**
         * FaultCode
         * @enum {string}
         */
        FaultCode: "chassis.cell_empty" | "chassis.cell_error" | "chassis.cell_invalid" | "chassis.cell_not_text" | "chassis.row_ragged" | "kernel.character_not_usable" | "staffing.class_twice" | "staffing.class_without_post" | "staffing.number_of_another_person" | "staffing.organisation_unknown" | "staffing.post_missing" | "staffing.reference_too_long" | "staffing.row_twice";
        /** HeldView */
        HeldView: {
            /** Assignment */
            assignment: string;
            /** Ends On */
            ends_on: string | null;
            /**
             * Starts On
             * Format: date
             */
            starts_on: string;
            /** Suspended */
            suspended: boolean;
        };
        /** LessonsRequest */
        LessonsRequest: {
            /** Session Ids */
            session_ids: string[];
        };
        /** LessonsView */
        LessonsView: {
            /** Lessons */
            lessons: number;
        };
        /** LineView */
        LineView: {
            /** Amount Fen */
            amount_fen: number;
            /** Lessons */
            lessons: number;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
        };
        /** LinkDecision */
        LinkDecision: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "confirm" | "refuse";
        };
        /** LinkEnding */
        LinkEnding: {
            /** Reason */
            reason: string;
        };
        /** LinkRequest */
        LinkRequest: {
            /**
             * Account Id
             * Format: uuid
             * @description The other account of the same person: what it is told as person_id at sign-in.
             */
            account_id: string;
            /**
             * Person Id
             * Format: uuid
             * @description Who works for the school or office.
             */
            person_id: string;
            /** Reason */
            reason: string;
        };
        /** LinkView */
        LinkView: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /**
             * Asked By
             * Format: uuid
             */
            asked_by: string;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /** Reason */
            reason: string;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "linked" | "ending" | "ended" | "refused";
            /** Version */
            version: number;
        };
        /** ListDecision */
        ListDecision: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "confirm" | "refuse";
            /**
             * Digest
             * @description The `digest` of the difference that was shown.
             */
            digest: string;
        };
        /** ListedChangeView */
        ListedChangeView: {
            /** Allowed Actions */
            allowed_actions: ("confirm" | "refuse")[];
            /** Assignment */
            assignment: string;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Ends On */
            ends_on: string | null;
            /**
             * Held
             * @description What the person holds at the reader's organisation and below, by now.
             */
            held: components["schemas"]["HeldView"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "grant" | "end";
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /**
             * Person Name
             * @description Empty for a vendor's people.
             */
            person_name: string;
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            /**
             * Proposed By
             * Format: uuid
             */
            proposed_by: string;
            /** Proposed By Name */
            proposed_by_name: string;
            /** Reason */
            reason: string;
            /** Starts On */
            starts_on: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "confirmed" | "refused";
            /** Suspended */
            suspended: boolean;
            /** Version */
            version: number;
        };
        /** ListedLinkView */
        ListedLinkView: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Account Name */
            account_name: string;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /**
             * Asked By
             * Format: uuid
             */
            asked_by: string;
            /** Asked By Name */
            asked_by_name: string;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /**
             * Person Name
             * @description Empty where staffing does not name the account, here and below.
             */
            person_name: string;
            /** Reason */
            reason: string;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "linked" | "ending" | "ended" | "refused";
            /** Version */
            version: number;
        };
        /** NoticeView */
        NoticeView: {
            /** Assignment */
            assignment: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "granted" | "ended" | "suspended" | "lifted" | "linked" | "unlinked" | "cleared" | "class_given" | "class_taken";
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /**
             * Person Name
             * @description Empty for a vendor's people.
             */
            person_name: string;
            /**
             * Told At
             * Format: date-time
             */
            told_at: string;
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
        /** OwnLinkRequest */
        OwnLinkRequest: {
            /**
             * Account Id
             * Format: uuid
             * @description The other account of the same person: what it is told as person_id at sign-in.
             */
            account_id: string;
            /** Reason */
            reason: string;
        };
        /** Page[AssignmentView] */
        Page_AssignmentView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["AssignmentView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ClearanceView] */
        Page_ClearanceView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ClearanceView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[DifferenceView] */
        Page_DifferenceView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["DifferenceView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[LinkView] */
        Page_LinkView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["LinkView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ListedChangeView] */
        Page_ListedChangeView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ListedChangeView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ListedLinkView] */
        Page_ListedLinkView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ListedLinkView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[NoticeView] */
        Page_NoticeView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["NoticeView"][];
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
        /** Page[PersonView] */
        Page_PersonView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["PersonView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[SheetRow] */
        Page_SheetRow_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["SheetRow"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ShiftView] */
        Page_ShiftView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ShiftView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[StaffImportView] */
        Page_StaffImportView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["StaffImportView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /**
         * Part
         * @description What somebody did in a session: gave its lesson, or was present while a vendor's instructor gave it.
         * @enum {string}
         */
        Part: "lesson" | "presence";
        /** PersonView */
        PersonView: {
            /** Assignments */
            assignments: string[];
            /** Cleared Until */
            cleared_until: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /**
             * Sign In Refused
             * @description Why the person cannot sign in, a code of sso: their number is another account's sign-in name, say
             */
            sign_in_refused: string | null;
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
        ProblemCode: "chassis.assignment_not_held" | "chassis.assignment_not_named" | "chassis.body_too_large" | "chassis.caller_not_allowed" | "chassis.cell_invalid" | "chassis.cursor_malformed" | "chassis.document_complete" | "chassis.document_empty" | "chassis.document_not_found" | "chassis.document_part_missing" | "chassis.document_part_unusable" | "chassis.document_too_large" | "chassis.file_empty" | "chassis.file_not_text" | "chassis.file_too_big" | "chassis.file_too_large" | "chassis.file_unreadable" | "chassis.files_waiting" | "chassis.heading_missing" | "chassis.heading_twice" | "chassis.idempotency_key_malformed" | "chassis.idempotency_key_missing" | "chassis.idempotency_key_reused" | "chassis.if_match_malformed" | "chassis.json_malformed" | "chassis.keys_unavailable" | "chassis.media_type_unsupported" | "chassis.method_not_allowed" | "chassis.not_a_scan" | "chassis.operation_not_found" | "chassis.operation_not_running" | "chassis.part_down" | "chassis.peer_failed" | "chassis.peer_refuses_us" | "chassis.peer_too_slow" | "chassis.peer_unavailable" | "chassis.precondition_required" | "chassis.request_invalid" | "chassis.request_refused" | "chassis.request_under_way" | "chassis.request_unreadable" | "chassis.role_not_allowed" | "chassis.route_not_found" | "chassis.rows_faulty" | "chassis.sheet_missing" | "chassis.sign_in_ended" | "chassis.strong_sign_in_required" | "chassis.token_expired" | "chassis.token_forged" | "chassis.token_key_unknown" | "chassis.token_malformed" | "chassis.token_missing" | "chassis.token_not_for_us" | "chassis.unauthenticated" | "chassis.unexpected" | "edge.bad_request" | "edge.foreign_origin" | "edge.headers_too_large" | "edge.not_found" | "edge.not_signed_in" | "edge.request_timeout" | "edge.timeout" | "edge.too_large" | "edge.too_many_requests" | "edge.unavailable" | "kernel.amount_changed" | "kernel.character_not_usable" | "kernel.content_changed" | "kernel.duty_of_another_role" | "kernel.first_person_missing" | "kernel.not_a_month" | "kernel.not_a_term" | "kernel.not_an_amount" | "kernel.not_an_assignment" | "kernel.not_an_organisation_path" | "kernel.outside_own_organisation" | "kernel.period_ends_before_it_starts" | "kernel.precondition_failed" | "kernel.same_person_twice" | "kernel.text_missing" | "rulebook.case_incomplete" | "rulebook.not_answered" | "rulebook.not_in_force" | "rulebook.pack_invalid" | "rulebook.parameters_invalid" | "rulebook.product_unknown" | "rulebook.refund_not_calculable" | "rulebook.total_missing" | "rulebook.waiver_class_unknown" | "staffing.allowance_rate_not_set" | "staffing.assignment_unknown" | "staffing.change_decided" | "staffing.change_needs_reason" | "staffing.change_unknown" | "staffing.change_waits_already" | "staffing.class_malformed" | "staffing.clearance_confirmed" | "staffing.clearance_in_the_future" | "staffing.clearance_not_entered" | "staffing.clearance_too_long" | "staffing.clearance_without_evidence" | "staffing.dates_out_of_bounds" | "staffing.difference_changed" | "staffing.evidence_changed" | "staffing.file_already_imported" | "staffing.lesson_already_confirmed" | "staffing.lesson_not_struck" | "staffing.lesson_not_yet_held" | "staffing.lesson_struck" | "staffing.lesson_unknown" | "staffing.link_decided" | "staffing.link_not_in_force" | "staffing.link_there_already" | "staffing.link_unknown" | "staffing.linked_to_itself" | "staffing.month_not_over" | "staffing.name_malformed" | "staffing.no_allowance_here" | "staffing.no_pack_adopted" | "staffing.not_cleared" | "staffing.not_on_the_rota" | "staffing.nothing_to_pay" | "staffing.organisation_unknown" | "staffing.own_role_granted" | "staffing.person_unknown" | "staffing.phone_malformed" | "staffing.reference_differs" | "staffing.reference_missing" | "staffing.return_needs_reason" | "staffing.role_not_at_this_organisation" | "staffing.role_of_another_office" | "staffing.roles_exclude_each_other" | "staffing.rota_refused" | "staffing.session_suspended" | "staffing.session_unknown" | "staffing.sheet_changed" | "staffing.sheet_exists" | "staffing.sheet_not_at_this_step" | "staffing.sheet_unknown" | "staffing.staff_file_refused" | "staffing.staff_import_decided" | "staffing.staff_import_unknown" | "staffing.staff_number_malformed" | "staffing.staff_number_reserved" | "staffing.strike_needs_reason" | "staffing.too_many_assignments" | "staffing.too_many_ids" | "staffing.too_many_links" | "staffing.too_many_shifts" | "staffing.unknown_post";
        /** ReturnRequest */
        ReturnRequest: {
            /**
             * Reason
             * @example 4 月 12 日漏报两课时
             */
            reason: string;
        };
        /** ReturnView */
        ReturnView: {
            /** Amount Fen */
            amount_fen: number;
            /** Lines */
            lines: number;
            /** Reason */
            reason: string;
            /**
             * Returned At
             * Format: date-time
             */
            returned_at: string;
            /** State */
            state: string;
            /** Version */
            version: number;
        };
        /** RoleChangeView */
        RoleChangeView: {
            /** Allowed Actions */
            allowed_actions: ("confirm" | "refuse")[];
            /** Assignment */
            assignment: string;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Ends On */
            ends_on: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "grant" | "end";
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            /**
             * Proposed By
             * Format: uuid
             */
            proposed_by: string;
            /** Reason */
            reason: string;
            /** Starts On */
            starts_on: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "confirmed" | "refused";
            /** Suspended */
            suspended: boolean;
            /** Version */
            version: number;
        };
        /** RotaRequest */
        RotaRequest: {
            /** Shifts */
            shifts: components["schemas"]["ShiftRequest"][];
        };
        /** RotaView */
        RotaView: {
            /** Shifts */
            shifts: number;
        };
        /**
         * SheetDetail
         * @description A sheet, and its versions that were sent back, latest first.
         */
        SheetDetail: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Amount Fen */
            amount_fen: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Lines */
            lines: components["schemas"]["LineView"][];
            /** Month */
            month: string;
            /** Outside Total */
            outside_total: boolean;
            /** Rate Fen */
            rate_fen: number;
            /** Returns */
            returns: components["schemas"]["ReturnView"][];
            /** Rule */
            rule: string;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Version */
            version: number;
        };
        /** SheetRequest */
        SheetRequest: {
            /**
             * Month
             * @example 2026-04
             */
            month: string;
        };
        /** SheetRow */
        SheetRow: {
            /** Amount Fen */
            amount_fen: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Lines */
            lines: number;
            /** Month */
            month: string;
            /**
             * Prepared At
             * Format: date-time
             */
            prepared_at: string;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Version */
            version: number;
        };
        /** SheetView */
        SheetView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Amount Fen */
            amount_fen: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Lines */
            lines: components["schemas"]["LineView"][];
            /** Month */
            month: string;
            /** Outside Total */
            outside_total: boolean;
            /** Rate Fen */
            rate_fen: number;
            /** Rule */
            rule: string;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Version */
            version: number;
        };
        /** ShiftRequest */
        ShiftRequest: {
            /**
             * Duty
             * @enum {string}
             */
            duty: "duty" | "course" | "leader";
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
        };
        /** ShiftView */
        ShiftView: {
            /** Confirmed */
            confirmed: boolean;
            /** Duty */
            duty: string;
            /**
             * Ends At
             * @example 16:20:00
             */
            ends_at: string;
            /**
             * Group Id
             * Format: uuid
             */
            group_id: string;
            /**
             * Held On
             * Format: date
             */
            held_on: string;
            /** Logged */
            logged: boolean;
            /**
             * Person Id
             * @description None where the session is not covered.
             */
            person_id: string | null;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /**
             * Starts At
             * @example 16:20:00
             */
            starts_at: string;
            /**
             * Struck Reason
             * @description Why the school left what was logged out of the confirmation.
             */
            struck_reason: string | null;
            /** Suspended */
            suspended: boolean;
        };
        /** StaffImportShown */
        StaffImportShown: {
            /** Added */
            added: number;
            /**
             * Changed
             * @description How many people the list changes.
             */
            changed: number;
            /** Class Teachers */
            class_teachers: number;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /**
             * Digest
             * @description Of the whole difference; who agrees sends it back.
             */
            digest: string;
            /** Ended */
            ended: number;
            /** Gained */
            gained: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Path */
            path: string;
            /** People */
            people: number;
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            /**
             * Proposed By
             * Format: uuid
             */
            proposed_by: string;
            /** Renamed */
            renamed: number;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "confirmed" | "refused";
            /** Version */
            version: number;
        };
        /** StaffImportView */
        StaffImportView: {
            /** Added */
            added: number;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Path */
            path: string;
            /** People */
            people: number;
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            /**
             * Proposed By
             * Format: uuid
             */
            proposed_by: string;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "confirmed" | "refused";
            /** Version */
            version: number;
        };
        /** StrikeRequest */
        StrikeRequest: {
            part: components["schemas"]["Part"];
            /**
             * Reason
             * @description Shown to who logged it.
             */
            reason: string;
        };
        /**
         * WaitingDayView
         * @description All that a confirmation of the day would confirm: neither struck nor of a suspended session.
         */
        WaitingDayView: {
            /**
             * Digest
             * @description SHA-256 over all of them; the confirmation names it.
             */
            digest: string;
            /**
             * Held On
             * Format: date
             */
            held_on: string;
            /** Lessons */
            lessons: components["schemas"]["WaitingLessonView"][];
        };
        /**
         * WaitingLessonView
         * @description `vendor_id` is paid for it; a teacher of the school who was present at a vendor's lesson earns it nothing.
         */
        WaitingLessonView: {
            /**
             * Logged At
             * Format: date-time
             */
            logged_at: string;
            part: components["schemas"]["Part"];
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /** Vendor Id */
            vendor_id: string | null;
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
    get_account_links: {
        parameters: {
            query?: {
                state?: ("proposed" | "linked" | "ending" | "ended" | "refused") | null;
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
                    "application/json": components["schemas"]["Page_ListedLinkView_"];
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
    post_account_link: {
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
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
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
    get_account_link: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                link_id: string;
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
                    "application/json": components["schemas"]["LinkView"];
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
    post_account_link_decision: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                link_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkDecision"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
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
    post_account_link_ending: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                link_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkEnding"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
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
    get_sheets: {
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
                    "application/json": components["schemas"]["Page_SheetRow_"];
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
    post_sheet: {
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
                "application/json": components["schemas"]["SheetRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
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
    get_sheet: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                sheet_id: string;
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
                    "application/json": components["schemas"]["SheetDetail"];
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
    post_approval: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                sheet_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmountSeen"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
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
    post_pay_file: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                sheet_id: string;
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
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
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
    post_preparation: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                sheet_id: string;
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
                    "application/json": components["schemas"]["SheetView"];
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
    post_return: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                sheet_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
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
    post_signature: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                sheet_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmountSeen"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
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
    get_assignments: {
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
                    "application/json": components["schemas"]["Page_AssignmentView_"];
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
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleChangeView"];
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
    post_ending: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeReason"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleChangeView"];
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
    post_suspension: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                assignment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeReason"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleChangeView"];
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
    get_clearances: {
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
                    "application/json": components["schemas"]["Page_ClearanceView_"];
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
    get_staff_imports: {
        parameters: {
            query?: {
                state?: ("proposed" | "confirmed" | "refused") | null;
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
                    "application/json": components["schemas"]["Page_StaffImportView_"];
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
    post_staff: {
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
                "multipart/form-data": components["schemas"]["Body_post_staff"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffImportShown"];
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
    get_staff_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                import_id: string;
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
                    "application/json": components["schemas"]["StaffImportShown"];
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
    get_staff_import_changes: {
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
            path: {
                import_id: string;
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
                    "application/json": components["schemas"]["Page_DifferenceView_"];
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
    post_staff_import_decision: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListDecision"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffImportView"];
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
    post_lessons: {
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
                "application/json": components["schemas"]["LessonsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonsView"];
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
    post_confirmation: {
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
                "application/json": components["schemas"]["ConfirmationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonsView"];
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
    get_waiting: {
        parameters: {
            query: {
                held_on: string;
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
                    "application/json": components["schemas"]["WaitingDayView"];
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
    post_strike: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StrikeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    delete_strike: {
        parameters: {
            query: {
                part: components["schemas"]["Part"];
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    get_own_account_links: {
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
                    "application/json": components["schemas"]["Page_LinkView_"];
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
    post_own_account_link: {
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
                "application/json": components["schemas"]["OwnLinkRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
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
    get_notices: {
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
                    "application/json": components["schemas"]["Page_NoticeView_"];
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
    get_my_shifts: {
        parameters: {
            query?: {
                first_on?: string | null;
                last_on?: string | null;
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
                    "application/json": components["schemas"]["Page_ShiftView_"];
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
    get_people: {
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
                    "application/json": components["schemas"]["Page_PersonView_"];
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
    post_clearance: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClearanceRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    post_clearance_confirmation: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClearanceConfirmation"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            query: {
                checked_on: string;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                person_id: string;
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
    post_evidence: {
        parameters: {
            query: {
                checked_on: string;
            };
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                person_id: string;
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
                    "application/json": components["schemas"]["EvidenceView"];
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
    get_role_changes: {
        parameters: {
            query?: {
                state?: ("proposed" | "confirmed" | "refused") | null;
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
                    "application/json": components["schemas"]["Page_ListedChangeView_"];
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
    get_role_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                change_id: string;
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
                    "application/json": components["schemas"]["ListedChangeView"];
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
    post_role_change_decision: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                change_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleChangeView"];
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
    get_rota: {
        parameters: {
            query?: {
                first_on?: string | null;
                last_on?: string | null;
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
                    "application/json": components["schemas"]["Page_ShiftView_"];
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
    post_rota: {
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
                "application/json": components["schemas"]["RotaRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotaView"];
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
