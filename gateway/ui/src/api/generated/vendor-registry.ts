// Generated from vendor-registry's openapi.json by `npm run types`.

export interface paths {
    "/v1/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications that the reader may see */
        get: operations["get_applications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An application with its shortcomings and reviews */
        get: operations["get_application"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application_id}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give one office's word */
        post: operations["post_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contracts of one's own school, vendor or area */
        get: operations["get_contracts"];
        put?: never;
        /** Draft a contract with a vendor of the whitelist */
        post: operations["post_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contract_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A contract */
        get: operations["get_contract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contract_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a contract that is not in force yet */
        post: operations["post_cancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contracts/{contract_id}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign: the principal first, then the vendor */
        post: operations["post_signature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/objections/{objection_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer an objection */
        post: operations["post_objection_decision"];
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
    "/v1/public/rounds/{round_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of publicity, for everybody */
        get: operations["get_public_round"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Announced selections, the latest first */
        get: operations["get_rounds"];
        put?: never;
        /** Announce a selection */
        post: operations["post_round"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{round_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An announced selection */
        get: operations["get_round"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{round_id}/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications to a round that the reader may see */
        get: operations["get_round_applications"];
        put?: never;
        /** Apply, with the documents checked */
        post: operations["post_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{round_id}/listing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the dated list */
        post: operations["post_listing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{round_id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Objections of a round, for its district */
        get: operations["get_objections"];
        put?: never;
        /** Object to a vendor on display */
        post: operations["post_objection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{round_id}/publicity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the result of the joint review on display */
        post: operations["post_publicity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rounds/{round_id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What goes on display, or on the list, as things stand */
        get: operations["get_result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suspensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Suspensions of one's own district, the latest first */
        get: operations["get_suspensions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vendors the reader has to do with */
        get: operations["get_vendors"];
        put?: never;
        /** Register a vendor; the market office confirms it */
        post: operations["post_vendor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything on file about a vendor */
        get: operations["get_vendor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm, as the market office, that a vendor is who it says and that its registrant acts for it */
        post: operations["post_vendor_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** File a course with its prices */
        post: operations["post_course"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/instructors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** File an instructor */
        post: operations["post_instructor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/instructors/{person_id}/clearances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew the no-crime proof of an instructor */
        post: operations["post_clearance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/instructors/{person_id}/clearances/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The police office confirms the no-crime proof of a later instructor, or a renewed one */
        post: operations["post_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/instructors/{person_id}/departure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An instructor has left the vendor */
        post: operations["post_departure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/licences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** File a licence or an insurance with its scan */
        post: operations["post_licence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/licences/{licence_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The office whose paper it is confirms a licence filed after the joint review */
        post: operations["post_licence_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/licences/{licence_id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The scan of a licence */
        get: operations["get_licence_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/licences/{licence_id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a licence, with the reason */
        post: operations["post_licence_refusal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a registration, as the market office, with the reason */
        post: operations["post_vendor_refusal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose to suspend or remove */
        post: operations["post_suspension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/suspension/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve what another officer proposed */
        post: operations["post_suspension_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendors/{vendor_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw one's own registration before it is confirmed */
        post: operations["post_vendor_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/waiting-licences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Licences that wait for the word of one's own office, the oldest first */
        get: operations["get_waiting_licences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/waiting-vendors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Registrations that wait for the market office, the oldest first */
        get: operations["get_waiting_vendors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/whitelist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vendors a school may contract today */
        get: operations["get_whitelist"];
        put?: never;
        post?: never;
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
        /** ApplicationRequest */
        ApplicationRequest: {
            /** Course Ids */
            course_ids: string[];
            declarations: components["schemas"]["DeclarationsRequest"];
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
        };
        /** ApplicationRowView */
        ApplicationRowView: {
            /** Course Ids */
            course_ids: string[];
            /** District Path */
            district_path: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reason Code */
            reason_code: string;
            /** Reviews */
            reviews: components["schemas"]["ReviewView"][];
            /**
             * Round Id
             * Format: uuid
             */
            round_id: string;
            /** Round Title */
            round_title: string;
            /** Shortcomings */
            shortcomings: components["schemas"]["ShortcomingView"][];
            state: components["schemas"]["ApplicationState"];
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
            vendor: components["schemas"]["VendorView"];
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
            /** Version */
            version: number;
        };
        /**
         * ApplicationState
         * @description `INCOMPLETE` failed the document check and may be handed in again while the window is open.
         * @enum {string}
         */
        ApplicationState: "incomplete" | "complete" | "listed" | "not_listed";
        /** ApplicationView */
        ApplicationView: {
            /** Course Ids */
            course_ids: string[];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Reason Code */
            reason_code: string;
            /** Reviews */
            reviews: components["schemas"]["ReviewView"][];
            /**
             * Round Id
             * Format: uuid
             */
            round_id: string;
            /** Shortcomings */
            shortcomings: components["schemas"]["ShortcomingView"][];
            state: components["schemas"]["ApplicationState"];
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
            /** Version */
            version: number;
        };
        /**
         * Blocked
         * @description Why the next step cannot be taken yet; the code is that of the refusal it would meet.
         */
        Blocked: {
            /** Clause */
            clause: string;
            /** Code */
            code: string;
            /** Params */
            params: {
                [key: string]: string;
            };
        };
        /** Body_post_licence */
        Body_post_licence: {
            category?: components["schemas"]["Category"] | null;
            /** File */
            file: string;
            /** Issued By */
            issued_by: string;
            kind: components["schemas"]["LicenceKind"];
            /** Number */
            number: string;
            /**
             * Scope
             * @default
             */
            scope: string;
            /**
             * Valid From
             * Format: date
             * @example 2026-03-02
             */
            valid_from: string;
            /**
             * Valid Until
             * Format: date
             * @example 2026-03-02
             */
            valid_until: string;
        };
        /**
         * Category
         * @enum {string}
         */
        Category: "art" | "sport" | "science";
        /**
         * ClaimState
         * @description Where the claim to a code stands; `SUPERSEDED` where another one to it was confirmed while this one waited.
         * @enum {string}
         */
        ClaimState: "waiting" | "confirmed" | "refused" | "withdrawn" | "superseded";
        /**
         * ClearanceRequest
         * @description The answer of the police: result, day and reference, never the record itself.
         */
        ClearanceRequest: {
            /**
             * Checked On
             * Format: date
             * @example 2026-03-02
             */
            checked_on: string;
            /** Reference */
            reference: string;
            result: components["schemas"]["ClearanceResult"];
        };
        /**
         * ClearanceResult
         * @enum {string}
         */
        ClearanceResult: "clear" | "found";
        /** ClearanceView */
        ClearanceView: {
            /**
             * Checked On
             * Format: date
             */
            checked_on: string;
            /**
             * Is Confirmed
             * @description Whether the police office has confirmed it; before that it counts nowhere.
             */
            is_confirmed: boolean;
            /**
             * Reference
             * @description Shown to its vendor and to the police office.
             */
            reference: string | null;
            result: components["schemas"]["ClearanceResult"];
            /**
             * Valid Until
             * Format: date
             */
            valid_until: string;
        };
        /**
         * ConfirmationRequest
         * @description The proof the officer looked at, by its day and its reference.
         */
        ConfirmationRequest: {
            /**
             * Checked On
             * Format: date
             * @example 2026-03-02
             */
            checked_on: string;
            /** Reference */
            reference: string;
        };
        /** ConsumableItem */
        ConsumableItem: {
            /** Amount Fen */
            amount_fen: number;
            /** Name */
            name: string;
        };
        /** ContractCourseView */
        ContractCourseView: {
            /** Consumables Fen */
            consumables_fen: number;
            /**
             * Course Id
             * Format: uuid
             */
            course_id: string;
            /** Lessons */
            lessons: number;
            /** Price Fen */
            price_fen: number;
            /** Title */
            title: string;
        };
        /** ContractRequest */
        ContractRequest: {
            /** Courses */
            courses: components["schemas"]["WantedCourse"][];
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
        };
        /** ContractRowView */
        ContractRowView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Courses */
            courses: components["schemas"]["ContractCourseView"][];
            /**
             * Digest
             * @description SHA-256 over parties, term, courses and prices; a signature names it.
             */
            digest: string;
            /**
             * Drafted At
             * Format: date-time
             */
            drafted_at: string;
            /** Ended On */
            ended_on: string | null;
            /** Ended Reason */
            ended_reason: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Pack */
            pack: string;
            /** School Name */
            school_name: string;
            /** School Path */
            school_path: string;
            /** School Signed At */
            school_signed_at: string | null;
            state: components["schemas"]["ContractState"];
            /** Term */
            term: string;
            /** Uscc */
            uscc: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
            /** Vendor Name */
            vendor_name: string;
            /** Vendor Signed At */
            vendor_signed_at: string | null;
        };
        /**
         * ContractState
         * @enum {string}
         */
        ContractState: "draft" | "school_signed" | "signed" | "ended" | "cancelled";
        /** ContractView */
        ContractView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Courses */
            courses: components["schemas"]["ContractCourseView"][];
            /**
             * Digest
             * @description SHA-256 over parties, term, courses and prices; a signature names it.
             */
            digest: string;
            /**
             * Drafted At
             * Format: date-time
             */
            drafted_at: string;
            /** Ended On */
            ended_on: string | null;
            /** Ended Reason */
            ended_reason: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Pack */
            pack: string;
            /** School Path */
            school_path: string;
            /** School Signed At */
            school_signed_at: string | null;
            state: components["schemas"]["ContractState"];
            /** Term */
            term: string;
            /** Uscc */
            uscc: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
            /** Vendor Signed At */
            vendor_signed_at: string | null;
        };
        /**
         * CourseRequest
         * @description Amounts are per pupil for all lessons; consumables are itemised and never part of the price.
         */
        CourseRequest: {
            category: components["schemas"]["Category"];
            /** Consumables */
            consumables: components["schemas"]["ConsumableItem"][];
            /** Lessons */
            lessons: number;
            /** Market Price Fen */
            market_price_fen: number;
            /** Price Fen */
            price_fen: number;
            /** Title */
            title: string;
        };
        /** CourseView */
        CourseView: {
            category: components["schemas"]["Category"];
            /** Consumables */
            consumables: components["schemas"]["ConsumableItem"][];
            /** Consumables Fen */
            consumables_fen: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Lessons */
            lessons: number;
            /** Market Price Fen */
            market_price_fen: number;
            /** Price Fen */
            price_fen: number;
            /** Title */
            title: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
        };
        /** DeclarationsRequest */
        DeclarationsRequest: {
            /** Abnormal Operation */
            abnormal_operation: boolean;
            /** Accepts Fund Supervision */
            accepts_fund_supervision: boolean;
            /** Failed Annual Check On */
            failed_annual_check_on: string | null;
            /** Foreign Courses */
            foreign_courses: boolean;
            /** Removed Elsewhere On */
            removed_elsewhere_on: string | null;
        };
        /** DepartureView */
        DepartureView: {
            /**
             * Left On
             * Format: date
             */
            left_on: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
        };
        /** DossierView */
        DossierView: {
            /** Account Suffix */
            account_suffix: string;
            /** Bank Name */
            bank_name: string;
            /** Courses */
            courses: components["schemas"]["CourseView"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Instructors */
            instructors: components["schemas"]["InstructorView"][];
            /** Licences */
            licences: components["schemas"]["LicenceView"][];
            /** Listings */
            listings: components["schemas"]["ListingView"][];
            /** Name */
            name: string;
            /** Platform Number */
            platform_number: string;
            /** Refusal Reason */
            refusal_reason: string;
            /**
             * Registrant
             * @description Who registered it, for the market office that confirms it.
             */
            registrant: string | null;
            /** @description Confirmed: a market office has seen licence and registrant. */
            state: components["schemas"]["ClaimState"];
            /** Uscc */
            uscc: string;
            /**
             * Version
             * @description Counts what was done to the registration and its licences.
             */
            version: number;
        };
        /**
         * FaultCode
         * @enum {string}
         */
        FaultCode: "chassis.cell_empty" | "chassis.cell_error" | "chassis.cell_invalid" | "chassis.cell_not_text" | "chassis.row_ragged" | "kernel.character_not_usable";
        /**
         * InstructorRequest
         * @description `handle` is the first part of the sign-in name; the vendor's code follows it.
         */
        InstructorRequest: {
            /** Certificate Kind */
            certificate_kind: string;
            /**
             * Certificate Number
             * @default
             */
            certificate_number: string;
            /** Certificate Until */
            certificate_until?: string | null;
            clearance?: components["schemas"]["ClearanceRequest"] | null;
            /** Full Time */
            full_time: boolean;
            /** Handle */
            handle: string;
            /** Health Until */
            health_until?: string | null;
            /** Labour Contract Until */
            labour_contract_until?: string | null;
            /** Name */
            name: string;
        };
        /** InstructorView */
        InstructorView: {
            /** Certificate Kind */
            certificate_kind: string;
            /** Certificate Until */
            certificate_until: string | null;
            clearance: components["schemas"]["ClearanceView"] | null;
            /**
             * Cleared Until
             * @description The last day of the latest proof the police office has confirmed.
             */
            cleared_until: string | null;
            /** Full Time */
            full_time: boolean;
            /** Health Until */
            health_until: string | null;
            /** Labour Contract Until */
            labour_contract_until: string | null;
            /** Login */
            login: string;
            /** Name */
            name: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
        };
        /**
         * LicenceKind
         * @description What B6 asks for; `SECTOR` is the licence of the art, sport or science authority.
         * @enum {string}
         */
        LicenceKind: "business" | "sector" | "insurance";
        /**
         * LicenceState
         * @description `WAITING` for the word of an office; a `REFUSED` paper counts nowhere and may be filed anew.
         * @enum {string}
         */
        LicenceState: "waiting" | "confirmed" | "refused";
        /** LicenceView */
        LicenceView: {
            category: components["schemas"]["Category"] | null;
            /** Decided At */
            decided_at: string | null;
            /**
             * Filed At
             * Format: date-time
             */
            filed_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Issued By */
            issued_by: string;
            kind: components["schemas"]["LicenceKind"];
            /** Number */
            number: string;
            /** Refusal Reason */
            refusal_reason: string;
            /** Scope */
            scope: string;
            /** @description Only what an office has confirmed keeps a vendor on the list. */
            state: components["schemas"]["LicenceState"];
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /**
             * Valid Until
             * Format: date
             */
            valid_until: string;
        };
        /** ListingView */
        ListingView: {
            /** Delisted On */
            delisted_on: string | null;
            /** District Path */
            district_path: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Listed From
             * Format: date
             */
            listed_from: string;
            /**
             * Listed Until
             * Format: date
             */
            listed_until: string;
            /** Reason Code */
            reason_code: string | null;
            /**
             * Round Id
             * Format: uuid
             */
            round_id: string;
        };
        /** ObjectionDecision */
        ObjectionDecision: {
            /** Reason */
            reason: string;
            /** Upheld */
            upheld: boolean;
        };
        /** ObjectionReceipt */
        ObjectionReceipt: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Raised At
             * Format: date-time
             */
            raised_at: string;
        };
        /** ObjectionRequest */
        ObjectionRequest: {
            /** Text */
            text: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
        };
        /**
         * ObjectionView
         * @description For the district: what is objected, never by whom.
         */
        ObjectionView: {
            /** Decision Reason */
            decision_reason: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Raised At
             * Format: date-time
             */
            raised_at: string;
            /** Text */
            text: string;
            /** Upheld */
            upheld: boolean | null;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
        };
        /**
         * Office
         * @enum {string}
         */
        Office: "education" | "police" | "market" | "culture";
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
        /** Page[ApplicationRowView] */
        Page_ApplicationRowView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ApplicationRowView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ContractRowView] */
        Page_ContractRowView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ContractRowView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ObjectionView] */
        Page_ObjectionView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ObjectionView"][];
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
        /** Page[RoundView] */
        Page_RoundView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["RoundView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[SuspensionView] */
        Page_SuspensionView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["SuspensionView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[VendorView] */
        Page_VendorView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["VendorView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[WaitingLicenceView] */
        Page_WaitingLicenceView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["WaitingLicenceView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[WaitingVendorView] */
        Page_WaitingVendorView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["WaitingVendorView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[WhitelistView] */
        Page_WhitelistView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["WhitelistView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
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
        ProblemCode: "chassis.assignment_not_held" | "chassis.assignment_not_named" | "chassis.body_too_large" | "chassis.caller_not_allowed" | "chassis.cell_invalid" | "chassis.cursor_malformed" | "chassis.document_complete" | "chassis.document_empty" | "chassis.document_not_found" | "chassis.document_part_missing" | "chassis.document_part_unusable" | "chassis.document_too_large" | "chassis.file_empty" | "chassis.file_not_text" | "chassis.file_too_big" | "chassis.file_too_large" | "chassis.file_unreadable" | "chassis.files_waiting" | "chassis.heading_missing" | "chassis.heading_twice" | "chassis.idempotency_key_malformed" | "chassis.idempotency_key_missing" | "chassis.idempotency_key_reused" | "chassis.if_match_malformed" | "chassis.json_malformed" | "chassis.keys_unavailable" | "chassis.media_type_unsupported" | "chassis.method_not_allowed" | "chassis.not_a_scan" | "chassis.operation_not_found" | "chassis.operation_not_running" | "chassis.part_down" | "chassis.peer_failed" | "chassis.peer_refuses_us" | "chassis.peer_too_slow" | "chassis.peer_unavailable" | "chassis.precondition_required" | "chassis.request_invalid" | "chassis.request_refused" | "chassis.request_under_way" | "chassis.request_unreadable" | "chassis.role_not_allowed" | "chassis.route_not_found" | "chassis.rows_faulty" | "chassis.sheet_missing" | "chassis.sign_in_ended" | "chassis.strong_sign_in_required" | "chassis.token_expired" | "chassis.token_forged" | "chassis.token_key_unknown" | "chassis.token_malformed" | "chassis.token_missing" | "chassis.token_not_for_us" | "chassis.unauthenticated" | "chassis.unexpected" | "edge.bad_request" | "edge.foreign_origin" | "edge.headers_too_large" | "edge.not_found" | "edge.not_signed_in" | "edge.request_timeout" | "edge.timeout" | "edge.too_large" | "edge.too_many_requests" | "edge.unavailable" | "kernel.amount_changed" | "kernel.character_not_usable" | "kernel.content_changed" | "kernel.duty_of_another_role" | "kernel.first_person_missing" | "kernel.not_a_month" | "kernel.not_a_term" | "kernel.not_an_amount" | "kernel.not_an_assignment" | "kernel.not_an_organisation_path" | "kernel.outside_own_organisation" | "kernel.period_ends_before_it_starts" | "kernel.precondition_failed" | "kernel.same_person_twice" | "kernel.text_missing" | "rulebook.case_incomplete" | "rulebook.not_answered" | "rulebook.not_in_force" | "rulebook.pack_invalid" | "rulebook.parameters_invalid" | "rulebook.product_unknown" | "rulebook.refund_not_calculable" | "rulebook.total_missing" | "rulebook.waiver_class_unknown" | "vendor_registry.account_not_in_own_name" | "vendor_registry.already_objected" | "vendor_registry.already_registered" | "vendor_registry.already_reviewed" | "vendor_registry.application_incomplete" | "vendor_registry.application_under_review" | "vendor_registry.application_unknown" | "vendor_registry.business_licence_missing" | "vendor_registry.business_licence_not_in_force" | "vendor_registry.category_missing" | "vendor_registry.claim_ended" | "vendor_registry.clearance_in_future" | "vendor_registry.clearance_not_on_file" | "vendor_registry.clearance_older" | "vendor_registry.consumable_not_itemised" | "vendor_registry.consumables_not_allowed" | "vendor_registry.contract_not_open" | "vendor_registry.contract_unknown" | "vendor_registry.course_already_contracted" | "vendor_registry.course_already_filed" | "vendor_registry.course_not_listed" | "vendor_registry.course_unknown" | "vendor_registry.courses_missing" | "vendor_registry.decision_reason_missing" | "vendor_registry.district_unknown" | "vendor_registry.handle_taken" | "vendor_registry.instructor_unknown" | "vendor_registry.licence_already_decided" | "vendor_registry.licence_already_filed" | "vendor_registry.licence_ends_before_it_starts" | "vendor_registry.licence_of_another_office" | "vendor_registry.licence_unknown" | "vendor_registry.not_a_handle" | "vendor_registry.not_a_uscc" | "vendor_registry.not_an_account_number" | "vendor_registry.not_an_id" | "vendor_registry.not_in_publicity" | "vendor_registry.not_listed" | "vendor_registry.objection_decided" | "vendor_registry.objection_empty" | "vendor_registry.objection_unknown" | "vendor_registry.objections_open" | "vendor_registry.office_not_in_round" | "vendor_registry.offices_too_few" | "vendor_registry.platform_number_missing" | "vendor_registry.price_above_cap" | "vendor_registry.price_above_filed" | "vendor_registry.price_above_market" | "vendor_registry.price_not_positive" | "vendor_registry.publicity_running" | "vendor_registry.reason_missing" | "vendor_registry.refusal_reason_missing" | "vendor_registry.reviews_missing" | "vendor_registry.round_already_announced" | "vendor_registry.round_dates_wrong" | "vendor_registry.round_not_announced" | "vendor_registry.round_unknown" | "vendor_registry.rules_not_adopted" | "vendor_registry.school_signs_first" | "vendor_registry.subject_course" | "vendor_registry.suspension_already_proposed" | "vendor_registry.suspension_reason_missing" | "vendor_registry.suspension_unknown" | "vendor_registry.too_many_people" | "vendor_registry.too_many_registrations" | "vendor_registry.vendor_already_confirmed" | "vendor_registry.vendor_not_confirmed" | "vendor_registry.vendor_unknown" | "vendor_registry.vendors_not_allowed" | "vendor_registry.window_closed" | "vendor_registry.window_still_open";
        /** PublicCourseView */
        PublicCourseView: {
            /** Category */
            category: string;
            /** Consumables Fen */
            consumables_fen: number;
            /** Lessons */
            lessons: number;
            /** Price Fen */
            price_fen: number;
            /** Title */
            title: string;
        };
        /** PublicResultView */
        PublicResultView: {
            /** Courses */
            courses: components["schemas"]["PublicCourseView"][];
            /** Reason Code */
            reason_code: string;
            /** State */
            state: string;
            /** Uscc */
            uscc: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
            /** Vendor Name */
            vendor_name: string;
        };
        /** PublicRoundView */
        PublicRoundView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /**
             * Announced On
             * Format: date
             */
            announced_on: string;
            /**
             * Applications From
             * Format: date
             */
            applications_from: string;
            /**
             * Applications Until
             * Format: date
             */
            applications_until: string;
            blocked_by: components["schemas"]["Blocked"] | null;
            /** District Name */
            district_name: string;
            /** District Path */
            district_path: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Listed On */
            listed_on: string | null;
            /**
             * Listing Until
             * Format: date
             */
            listing_until: string;
            /** Offices */
            offices: components["schemas"]["Office"][];
            /** Pack */
            pack: string;
            /** Product */
            product: string;
            /** Publicity From */
            publicity_from: string | null;
            /**
             * Publicity Provisional
             * @description The holidays of all days until then are not announced yet.
             */
            publicity_provisional: boolean;
            /** Publicity Until */
            publicity_until: string | null;
            /** Results */
            results: components["schemas"]["PublicResultView"][];
            state: components["schemas"]["RoundState"];
            /** Term */
            term: string;
            /** Title */
            title: string;
        };
        /** RefusalRequest */
        RefusalRequest: {
            /** Reason */
            reason: string;
        };
        /** ResultSeen */
        ResultSeen: {
            /**
             * Digest
             * @description That of the result as it was shown.
             */
            digest: string;
        };
        /**
         * ResultView
         * @description The applications still to be decided; who failed before is among the applications of the round.
         */
        ResultView: {
            /**
             * Digest
             * @description SHA-256 over all of it; the step that carries it out names it.
             */
            digest: string;
            /**
             * Listing Until
             * Format: date
             */
            listing_until: string;
            /** Objections Open */
            objections_open: number;
            /**
             * Round Id
             * Format: uuid
             */
            round_id: string;
            state: components["schemas"]["RoundState"];
            /** Verdicts */
            verdicts: components["schemas"]["VerdictView"][];
        };
        /**
         * ReviewRequest
         * @description A refusal needs its reason.
         */
        ReviewRequest: {
            /**
             * Decision
             * @enum {string}
             */
            decision: "approve" | "refuse";
            /**
             * Reason
             * @default
             */
            reason: string;
        };
        /** ReviewView */
        ReviewView: {
            /** Approved */
            approved: boolean;
            office: components["schemas"]["Office"];
            /** Reason */
            reason: string;
            /**
             * Reviewed At
             * Format: date-time
             */
            reviewed_at: string;
        };
        /**
         * RoundRequest
         * @description All dates are days included; `offices` review jointly, education always among them.
         */
        RoundRequest: {
            /**
             * Applications From
             * Format: date
             * @example 2026-03-02
             */
            applications_from: string;
            /**
             * Applications Until
             * Format: date
             * @example 2026-03-02
             */
            applications_until: string;
            /**
             * Listing Until
             * Format: date
             * @example 2026-03-02
             */
            listing_until: string;
            /** Offices */
            offices: components["schemas"]["Office"][];
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
            /** Title */
            title: string;
        };
        /**
         * RoundState
         * @enum {string}
         */
        RoundState: "announced" | "publicity" | "listed";
        /** RoundView */
        RoundView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /**
             * Announced On
             * Format: date
             */
            announced_on: string;
            /**
             * Applications From
             * Format: date
             */
            applications_from: string;
            /**
             * Applications Until
             * Format: date
             */
            applications_until: string;
            blocked_by: components["schemas"]["Blocked"] | null;
            /** District Path */
            district_path: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Listed On */
            listed_on: string | null;
            /**
             * Listing Until
             * Format: date
             */
            listing_until: string;
            /** Offices */
            offices: components["schemas"]["Office"][];
            /** Pack */
            pack: string;
            /** Product */
            product: string;
            /** Publicity From */
            publicity_from: string | null;
            /**
             * Publicity Provisional
             * @description The holidays of all days until then are not announced yet.
             */
            publicity_provisional: boolean;
            /** Publicity Until */
            publicity_until: string | null;
            state: components["schemas"]["RoundState"];
            /** Term */
            term: string;
            /** Title */
            title: string;
        };
        /**
         * ShortcomingView
         * @description `code` is stable, `clause` the rule offended, `subject` the record it is about.
         */
        ShortcomingView: {
            /** Clause */
            clause: string;
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Subject */
            subject: string;
        };
        /** SignatureRequest */
        SignatureRequest: {
            /**
             * Digest
             * @description That of the contract as it was shown.
             */
            digest: string;
        };
        /** SuspensionApproval */
        SuspensionApproval: {
            /**
             * Suspension Id
             * Format: uuid
             * @description The proposal that was shown.
             */
            suspension_id: string;
        };
        /**
         * SuspensionRequest
         * @description `removed` also counts in the look-back of later rounds.
         */
        SuspensionRequest: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "suspended" | "removed";
            /** Reason */
            reason: string;
        };
        /** SuspensionView */
        SuspensionView: {
            /** Approved At */
            approved_at: string | null;
            /** District Path */
            district_path: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            /** Reason */
            reason: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
        };
        /**
         * VendorConfirmation
         * @description What the office has seen; nothing is confirmed by leaving it out.
         */
        VendorConfirmation: {
            /**
             * Licence Id
             * Format: uuid
             * @description The business licence on file.
             */
            licence_id: string;
            /**
             * Registrant Acts For Vendor
             * @constant
             */
            registrant_acts_for_vendor: true;
        };
        /**
         * VendorRequest
         * @description `account_name` must be the vendor's own name, word for word.
         */
        VendorRequest: {
            /** Account */
            account: string;
            /** Account Name */
            account_name: string;
            /** Bank Name */
            bank_name: string;
            /** Clerk Name */
            clerk_name: string;
            /**
             * District
             * @description The district whose market office is asked to confirm it.
             * @example /3401/340104
             */
            district: string;
            /** Name */
            name: string;
            /** Platform Number */
            platform_number: string;
            /** Uscc */
            uscc: string;
        };
        /** VendorView */
        VendorView: {
            /** Account Suffix */
            account_suffix: string;
            /** Bank Name */
            bank_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Platform Number */
            platform_number: string;
            /** Refusal Reason */
            refusal_reason: string;
            /** @description Confirmed: a market office has seen licence and registrant. */
            state: components["schemas"]["ClaimState"];
            /** Uscc */
            uscc: string;
            /**
             * Version
             * @description Counts what was done to the registration and its licences.
             */
            version: number;
        };
        /** VerdictView */
        VerdictView: {
            /**
             * Application Id
             * Format: uuid
             */
            application_id: string;
            /** Course Ids */
            course_ids: string[];
            /**
             * Reason Code
             * @description Why it fails; none where it passes.
             */
            reason_code: string | null;
            /** Reviews Missing */
            reviews_missing: number;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
        };
        /** WaitingLicenceView */
        WaitingLicenceView: {
            category: components["schemas"]["Category"] | null;
            /** Decided At */
            decided_at: string | null;
            /**
             * Filed At
             * Format: date-time
             */
            filed_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Issued By */
            issued_by: string;
            kind: components["schemas"]["LicenceKind"];
            /** Number */
            number: string;
            /** Refusal Reason */
            refusal_reason: string;
            /** Scope */
            scope: string;
            /** @description Only what an office has confirmed keeps a vendor on the list. */
            state: components["schemas"]["LicenceState"];
            /** Uscc */
            uscc: string;
            /**
             * Valid From
             * Format: date
             */
            valid_from: string;
            /**
             * Valid Until
             * Format: date
             */
            valid_until: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
            /** Vendor Name */
            vendor_name: string;
        };
        /** WaitingVendorView */
        WaitingVendorView: {
            /** Account Suffix */
            account_suffix: string;
            /** Bank Name */
            bank_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Licences
             * @description Its business licences.
             */
            licences: components["schemas"]["LicenceView"][];
            /** Name */
            name: string;
            /** Platform Number */
            platform_number: string;
            /** Refusal Reason */
            refusal_reason: string;
            /**
             * Registered At
             * Format: date-time
             */
            registered_at: string;
            /**
             * Registrant
             * @description Who says to act for the vendor.
             */
            registrant: string;
            /** @description Confirmed: a market office has seen licence and registrant. */
            state: components["schemas"]["ClaimState"];
            /** Uscc */
            uscc: string;
            /**
             * Version
             * @description Counts what was done to the registration and its licences.
             */
            version: number;
        };
        /**
         * WantedCourse
         * @description Left out, price and lessons are those on file; they are never dearer.
         */
        WantedCourse: {
            /**
             * Course Id
             * Format: uuid
             */
            course_id: string;
            /** Lessons */
            lessons?: number | null;
            /** Price Fen */
            price_fen?: number | null;
        };
        /** WhitelistView */
        WhitelistView: {
            /** Courses */
            courses: components["schemas"]["CourseView"][];
            /** District Path */
            district_path: string;
            /**
             * Listed From
             * Format: date
             */
            listed_from: string;
            /**
             * Listed Until
             * Format: date
             */
            listed_until: string;
            /** Uscc */
            uscc: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
            /** Vendor Name */
            vendor_name: string;
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
    get_applications: {
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
                    "application/json": components["schemas"]["Page_ApplicationRowView_"];
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
    get_application: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                application_id: string;
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
                    "application/json": components["schemas"]["ApplicationRowView"];
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
    post_review: {
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
                application_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
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
    get_contracts: {
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
                    "application/json": components["schemas"]["Page_ContractRowView_"];
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
    post_contract: {
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
                "application/json": components["schemas"]["ContractRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
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
    get_contract: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                contract_id: string;
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
                    "application/json": components["schemas"]["ContractRowView"];
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
    post_cancellation: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                contract_id: string;
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
                    "application/json": components["schemas"]["ContractView"];
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
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                contract_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignatureRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractView"];
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
    post_objection_decision: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                objection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectionDecision"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionView"];
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
    get_public_round: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                round_id: string;
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
                    "application/json": components["schemas"]["PublicRoundView"];
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
    get_rounds: {
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
                    "application/json": components["schemas"]["Page_RoundView_"];
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
    post_round: {
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
                "application/json": components["schemas"]["RoundRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
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
    get_round: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                round_id: string;
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
                    "application/json": components["schemas"]["RoundView"];
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
    get_round_applications: {
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
                round_id: string;
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
                    "application/json": components["schemas"]["Page_ApplicationRowView_"];
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
    post_application: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                round_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationView"];
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
    post_listing: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                round_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResultSeen"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
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
    get_objections: {
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
                round_id: string;
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
                    "application/json": components["schemas"]["Page_ObjectionView_"];
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
    post_objection: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                round_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionReceipt"];
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
    post_publicity: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                round_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResultSeen"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
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
    get_result: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                round_id: string;
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
                    "application/json": components["schemas"]["ResultView"];
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
    get_suspensions: {
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
                    "application/json": components["schemas"]["Page_SuspensionView_"];
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
    get_vendors: {
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
                    "application/json": components["schemas"]["Page_VendorView_"];
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
    post_vendor: {
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
                "application/json": components["schemas"]["VendorRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorView"];
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
    get_vendor: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                vendor_id: string;
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
                    "application/json": components["schemas"]["DossierView"];
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
    post_vendor_confirmation: {
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
                vendor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VendorConfirmation"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorView"];
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
    post_course: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                vendor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CourseView"];
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
    post_instructor: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                vendor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstructorRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstructorView"];
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
                vendor_id: string;
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClearanceView"];
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
            path: {
                vendor_id: string;
                person_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClearanceView"];
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
    post_departure: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                vendor_id: string;
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
                    "application/json": components["schemas"]["DepartureView"];
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
    post_licence: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                vendor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_post_licence"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceView"];
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
    post_licence_confirmation: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                vendor_id: string;
                licence_id: string;
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
                    "application/json": components["schemas"]["LicenceView"];
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
    get_licence_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                vendor_id: string;
                licence_id: string;
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
                    "application/pdf": string;
                    "image/jpeg": string;
                    "image/png": string;
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
    post_licence_refusal: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                vendor_id: string;
                licence_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefusalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceView"];
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
    post_vendor_refusal: {
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
                vendor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefusalRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VendorView"];
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
                vendor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspensionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuspensionView"];
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
    post_suspension_approval: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                vendor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspensionApproval"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuspensionView"];
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
    post_vendor_withdrawal: {
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
                vendor_id: string;
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
                    "application/json": components["schemas"]["VendorView"];
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
    get_waiting_licences: {
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
                    "application/json": components["schemas"]["Page_WaitingLicenceView_"];
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
    get_waiting_vendors: {
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
                    "application/json": components["schemas"]["Page_WaitingVendorView_"];
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
    get_whitelist: {
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
                    "application/json": components["schemas"]["Page_WhitelistView_"];
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
