// Generated from enrolment's openapi.json by `npm run types`.

export interface paths {
    "/v1/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agreements of one's children or school */
        get: operations["get_agreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{agreement_id}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agreement as it was offered and signed */
        get: operations["get_agreement_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{agreement_id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the document made that one is going to sign */
        post: operations["post_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agreements/{agreement_id}/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign an agreement */
        post: operations["post_signature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications of one's school that wait for its decision */
        get: operations["get_applications"];
        put?: never;
        /** Apply for a child, or decline */
        post: operations["post_application"];
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
        /** One application of one's child or school */
        get: operations["get_application"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a reviewed application */
        post: operations["post_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{application_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Review an application of one's class */
        post: operations["post_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bindings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is bound to the pupils of one's school, or to one child of one's class */
        get: operations["get_bindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bindings/endings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a binding of one's school's pupil, with a reason */
        post: operations["post_ending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish the school days of a term; days named earlier stay as they are */
        post: operations["post_calendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars/{term}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The calendar of one's district */
        get: operations["get_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a school offers in a term (P3) */
        get: operations["get_catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own children and where they stand */
        get: operations["get_children"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/children/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claim a child with a code of its class teacher */
        post: operations["post_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/children/claims/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a code sent to the roster's telephone */
        post: operations["post_claim_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/children/claims/{claim_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the code was handed to the provider */
        get: operations["get_claim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/children/claims/{claim_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bind with the code that came */
        post: operations["post_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/children/{pupil_id}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions of one's own child, with its marks */
        get: operations["get_attendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/children/{pupil_id}/binding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one's own binding to a child */
        delete: operations["delete_binding"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/children/{pupil_id}/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give, refuse or withdraw consent */
        post: operations["post_consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Classes of one's school */
        get: operations["get_classes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/own/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who of one's own class takes part */
        get: operations["get_participants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/own/pupils/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The children of one's own class who carry exactly this name */
        post: operations["post_own_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/own/pupils/{pupil_id}/binding-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand out a code for a child of one's class */
        post: operations["post_binding_code"];
        /** Take back a child's unused codes */
        delete: operations["delete_binding_codes"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consent-text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a guardian is told before deciding about consent */
        get: operations["get_consent_text"];
        put?: never;
        post?: never;
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
        /** Signed contracts of one's school, course by course */
        get: operations["get_contracts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What guardians of one's children disagree about, or referred to one's school */
        get: operations["get_disagreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/{disagreement_id}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what holds, with the reason */
        post: operations["post_outcome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/{disagreement_id}/referral": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the school to record what holds */
        post: operations["post_referral"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disagreements/{disagreement_id}/retraction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one's own act back */
        post: operations["post_retraction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Filings at or below one's organisation */
        get: operations["get_filings"];
        put?: never;
        /** File a plan and an emergency plan */
        post: operations["post_filing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filings/{filing_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or return a filing */
        post: operations["post_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filings/{filing_id}/documents/{which}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A filed document */
        get: operations["get_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups of one's school */
        get: operations["get_groups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/formations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Form the groups of one's school and schedule sessions */
        post: operations["post_formation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holiday-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notices of holidays that count at one's organisation */
        get: operations["get_holiday_notices"];
        put?: never;
        /** Enter the notice of holidays of a year */
        post: operations["post_holiday_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/holiday-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Load the notice of holidays of a year as a workbook, sheet 节假日安排 */
        post: operations["post_holiday_workbook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import organisations.xlsx, sheet 机构 */
        post: operations["post_organisations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/rosters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a school's roster.xlsx, sheet 学生名册 */
        post: operations["post_roster"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened around one's own children, newest first */
        get: operations["get_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offerings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Offerings of one's school, drafts included */
        get: operations["get_offerings"];
        put?: never;
        /** Draft an offering */
        post: operations["post_offering"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offerings/{offering_id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish an offering in the catalogue */
        post: operations["post_publication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offerings/{offering_id}/vendor-signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign, as the vendor, every agreement of one's course that the guardian has signed */
        post: operations["post_vendor_signatures"];
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
    "/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations at or below one's own */
        get: operations["get_organisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rule packs that can be adopted, with what each leaves open */
        get: operations["get_packs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/placements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Running placements of one's school */
        get: operations["get_placements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/placements/draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Draws of one's school, with seed and digest */
        get: operations["get_draws"];
        put?: never;
        /** Draw the places of one's school for a term */
        post: operations["post_draw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/placements/{placement_id}/alternative-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept or decline an alternative */
        post: operations["post_alternative_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/placements/{placement_id}/withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw one's child from an offering */
        post: operations["post_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pupils": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The roster of one's school */
        get: operations["get_pupils"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pupils/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The pupil who carries exactly this number, in one's district */
        post: operations["post_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pupils/{pupil_id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move a pupil to another school or class */
        post: operations["post_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications of one's own class that wait for review */
        get: operations["get_review_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/review-queue/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Review several applications, all or none */
        post: operations["post_reviews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{code}/days/{on}/rolls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Roll, hand-over and closing of a day's sessions at once */
        post: operations["post_day"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{code}/terms/{term}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a school stands in a term */
        get: operations["get_school_term"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{code}/terms/{term}/agreement-signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many agreements wait for one's school to sign */
        get: operations["get_school_signatures"];
        put?: never;
        /** Sign every agreement of one's school that its family has signed */
        post: operations["post_school_signatures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{code}/terms/{term}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many reviewed applications wait for approval */
        get: operations["get_approvals"];
        put?: never;
        /** Approve every reviewed application of a term */
        post: operations["post_approvals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schools/{code}/terms/{term}/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open applications */
        post: operations["post_opening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sessions of one's school, or of one's own shifts */
        get: operations["get_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/suspensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspend all sessions below one's organisation */
        post: operations["post_suspension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session_id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a session: everybody is released */
        post: operations["post_closing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session_id}/hand-overs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand children over */
        post: operations["post_hand_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session_id}/roll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The children of a session, for who is on duty */
        get: operations["get_roll"];
        /** Call the roll of the whole group */
        put: operations["put_roll"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session_id}/roll/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Correct a roll, with the reason */
        post: operations["post_correction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session_id}/roll/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The roll and its corrections */
        get: operations["get_roll_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{term}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer the survey; it binds nobody */
        post: operations["post_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surveys/{term}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What families wish, as totals */
        get: operations["get_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Terms of the districts above or below one's organisation, or of one's children */
        get: operations["get_terms"];
        put?: never;
        /** Open a term in one's district */
        post: operations["post_term"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terms/{term}/adoption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adopt a rule pack for a term */
        post: operations["post_adoption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/terms/{term}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules in force for a term, with their full text */
        get: operations["get_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vendor-signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many agreements wait for one's vendor, course by course */
        get: operations["get_vendor_signatures"];
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
        /**
         * ActView
         * @description `relation` is absent where this person is no longer a guardian.
         */
        ActView: {
            /**
             * Acted At
             * Format: date-time
             */
            acted_at: string;
            /**
             * Guardian Id
             * Format: uuid
             */
            guardian_id: string;
            /** Relation */
            relation: string | null;
        };
        /** AdoptionRequest */
        AdoptionRequest: {
            /**
             * Digest
             * @description That of the pack as it was shown.
             */
            digest: string;
            /** Pack Id */
            pack_id: string;
            /** Parameters */
            parameters?: {
                [key: string]: string | number | boolean;
            };
        };
        /** AdoptionView */
        AdoptionView: {
            /** Engine Version */
            engine_version: string;
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /** Pack Version */
            pack_version: string;
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Term */
            term: string;
        };
        /** AgreementView */
        AgreementView: {
            /**
             * Agreement Id
             * Format: uuid
             */
            agreement_id: string;
            /**
             * Content Hash
             * @description SHA-256 of the document that every party has signed.
             */
            content_hash: string;
            /**
             * Digest
             * @description SHA-256 of the document offered last; empty before there is one.
             */
            digest: string;
            /** Guardian Signed At */
            guardian_signed_at: string | null;
            /** Name */
            name: string;
            /** Number */
            number: string;
            /** Price Fen */
            price_fen: number | null;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** School Signed At */
            school_signed_at: string | null;
            /** State */
            state: string;
            /** Text Version */
            text_version: string;
            /** Titles */
            titles: string[];
            /** Vendor Signed At */
            vendor_signed_at: string | null;
            /** Version */
            version: number;
        };
        /** AlternativeRequest */
        AlternativeRequest: {
            /** Accepted */
            accepted: boolean;
        };
        /** AnnouncedDayRequest */
        AnnouncedDayRequest: {
            /**
             * Name
             * @example 春节
             */
            name: string;
            /**
             * Off
             * @description False for a weekend day that is worked.
             */
            off: boolean;
            /**
             * On
             * Format: date
             * @example 2026-03-02
             */
            on: string;
        };
        /** AnnouncedDayView */
        AnnouncedDayView: {
            /** Name */
            name: string;
            /** Off */
            off: boolean;
            /**
             * On
             * Format: date
             */
            on: string;
        };
        /** AnnouncedView */
        AnnouncedView: {
            /**
             * Calendars
             * @description How many terms' days were published anew.
             */
            calendars: number;
            /** Days */
            days: components["schemas"]["AnnouncedDayView"][];
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /**
             * Path
             * @description The office's place; a district's own notice counts there instead of the city's.
             */
            path: string;
            /**
             * Repeated
             * @description The same notice was kept already and nothing was done.
             */
            repeated: boolean;
            /** Sessions Suspended */
            sessions_suspended: number;
            /** Source */
            source: string;
            /** Year */
            year: number;
        };
        /**
         * ApplicationAnswer
         * @description `disagreement_id`: another guardian applied, and what was declined stays until the two agree.
         */
        ApplicationAnswer: {
            /** Application Id */
            application_id: string | null;
            /** Disagreement Id */
            disagreement_id?: string | null;
            /** Wishes */
            wishes: components["schemas"]["WishView"][];
        };
        /**
         * ApplicationRequest
         * @description Wishes in order of preference, care among them; or `decline`, with nothing else to say.
         */
        ApplicationRequest: {
            /**
             * Courses Wanted
             * @description One where left out.
             */
            courses_wanted?: number | null;
            /** Decline */
            decline: boolean;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
            /** Weekdays */
            weekdays?: number[];
            /** Wishes */
            wishes?: string[];
        };
        /** ApplicationView */
        ApplicationView: {
            /** Allowed Actions */
            allowed_actions?: string[];
            /**
             * Application Id
             * Format: uuid
             */
            application_id: string;
            /** Class Name */
            class_name: string;
            /** Courses Wanted */
            courses_wanted: number;
            /** Name */
            name: string;
            /** Priority */
            priority: boolean;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Reason */
            reason: string;
            /** Rule */
            rule: string;
            /** State */
            state: string;
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
            /** Suggestion */
            suggestion: string | null;
            /** Version */
            version: number;
            /** Weekdays */
            weekdays: number[];
            /** Wish Titles */
            wish_titles: string[];
            /** Wishes */
            wishes: string[];
        };
        /** ApprovalsRequest */
        ApprovalsRequest: {
            /** Digest */
            digest: string;
        };
        /** ApprovalsView */
        ApprovalsView: {
            /** Approved */
            approved: number;
        };
        /** AttendanceView */
        AttendanceView: {
            /**
             * Ends At
             * @example 16:20:00
             */
            ends_at: string;
            /**
             * Held On
             * Format: date
             */
            held_on: string;
            /** Mark */
            mark: string | null;
            /**
             * Starts At
             * @example 16:20:00
             */
            starts_at: string;
            /** State */
            state: string;
            /** Title */
            title: string;
        };
        /** BatchReviewRequest */
        BatchReviewRequest: {
            /** Reviews */
            reviews: components["schemas"]["BatchedReview"][];
        };
        /** BatchedReview */
        BatchedReview: {
            /**
             * Application Id
             * Format: uuid
             */
            application_id: string;
            /**
             * Reason
             * @default
             */
            reason: string;
            /** Suggestion */
            suggestion?: string | null;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "approve" | "return" | "alternative";
            /**
             * Version
             * @description Of the application as it was shown.
             */
            version: number;
        };
        /**
         * BindingView
         * @description `phone` is what the roster holds, masked; `unreachable` says that the last code was not delivered to it.
         */
        BindingView: {
            /**
             * Bound At
             * Format: date-time
             */
            bound_at: string;
            /** Class Name */
            class_name: string;
            /**
             * Guardian Id
             * Format: uuid
             */
            guardian_id: string;
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Relation */
            relation: string;
            /** Unreachable */
            unreachable: boolean;
        };
        /** Body_post_filing */
        Body_post_filing: {
            /** Emergency Plan */
            emergency_plan: string;
            /** Plan */
            plan: string;
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
        };
        /** Body_post_holiday_workbook */
        Body_post_holiday_workbook: {
            /** File */
            file: string;
        };
        /** Body_post_organisations */
        Body_post_organisations: {
            /** File */
            file: string;
        };
        /** Body_post_roster */
        Body_post_roster: {
            /** File */
            file: string;
        };
        /** CalendarRequest */
        CalendarRequest: {
            /** Closed */
            closed?: components["schemas"]["ClosedDay"][];
            /** Make Up */
            make_up?: components["schemas"]["MakeUpDay"][];
            /**
             * Opened
             * @description Days of an earlier calendar's `closed` that have school after all; all others stay closed.
             */
            opened?: string[];
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
        };
        /** CalendarView */
        CalendarView: {
            /** Days */
            days: components["schemas"]["enrolment__entrypoints__http__terms__DayView"][];
            /**
             * Provisional
             * @description The holidays of all its days are not announced yet.
             */
            provisional: boolean;
            /** School Days */
            school_days: number;
            /** Term */
            term: string;
        };
        /** ChildPlacementView */
        ChildPlacementView: {
            /** Agreement Id */
            agreement_id: string | null;
            /** Agreement Number */
            agreement_number: string | null;
            /** Agreement State */
            agreement_state: string | null;
            /**
             * Answer By
             * @description The last day to answer an alternative, or to apply again.
             */
            answer_by: string | null;
            /** Consumables Fen */
            consumables_fen: number;
            /**
             * End Reason
             * @description Why it ended: withdrawn, moved, vendor_out, declined or expired.
             */
            end_reason: string;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /**
             * Placement Id
             * Format: uuid
             */
            placement_id: string;
            /** Position */
            position: number | null;
            /** Price Fen */
            price_fen: number;
            /** Product */
            product: string;
            /** Signed By Guardian */
            signed_by_guardian: boolean | null;
            /** State */
            state: string;
            /** Title */
            title: string;
            /** Weekdays */
            weekdays: number[];
        };
        /**
         * ChildRequest
         * @description Which child; what is said here proves nothing by itself.
         */
        ChildRequest: {
            /** Class Number */
            class_number: number;
            /** Grade */
            grade: number;
            /** Name */
            name: string;
            /** Pupil Number */
            pupil_number: string;
            /**
             * Relation
             * @enum {string}
             */
            relation: "mother" | "father" | "grandparent" | "other";
            /** School Code */
            school_code: string;
        };
        /** ChildView */
        ChildView: {
            /** Application Id */
            application_id: string | null;
            /** Application Reason */
            application_reason: string | null;
            /** Application State */
            application_state: string | null;
            /** Application Suggestion */
            application_suggestion: string | null;
            /** Class Name */
            class_name: string;
            /** Consent */
            consent: string;
            /** Grade */
            grade: number;
            /** Name */
            name: string;
            /** Placements */
            placements: components["schemas"]["ChildPlacementView"][];
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** School Name */
            school_name: string;
            /** School Path */
            school_path: string;
        };
        /** ClaimRequest */
        ClaimRequest: {
            /** Class Number */
            class_number: number;
            /**
             * Code
             * @description The code that the class teacher handed out.
             */
            code: string;
            /** Grade */
            grade: number;
            /** Name */
            name: string;
            /** Pupil Number */
            pupil_number: string;
            /**
             * Relation
             * @enum {string}
             */
            relation: "mother" | "father" | "grandparent" | "other";
            /** School Code */
            school_code: string;
        };
        /** ClaimView */
        ClaimView: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Grade */
            grade: number;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** School Path */
            school_path: string;
        };
        /** ClassView */
        ClassView: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Grade */
            grade: number;
            /** Name */
            name: string;
            /** Number */
            number: number;
            /** Pupils */
            pupils: number;
            /** Teacher Id */
            teacher_id: string | null;
        };
        /** ClosedDay */
        ClosedDay: {
            /**
             * On
             * Format: date
             * @example 2026-03-02
             */
            on: string;
            /** Reason */
            reason: string;
        };
        /** ClosingRequest */
        ClosingRequest: {
            /** Room Checked */
            room_checked: boolean;
        };
        /** ConfirmationRequest */
        ConfirmationRequest: {
            /**
             * Code
             * @description The code that came to the telephone.
             */
            code: string;
        };
        /** ConsentRequest */
        ConsentRequest: {
            /**
             * Ends Services
             * @description Refuse although places that were given out and need the consent end with it.
             */
            ends_services: boolean;
            /** Given */
            given: boolean;
            /** Text Version */
            text_version: string;
        };
        /** ConsentSection */
        ConsentSection: {
            /** Title */
            title: string;
            /** Words */
            words: string;
        };
        /** ConsentTextView */
        ConsentTextView: {
            /** Sections */
            sections: components["schemas"]["ConsentSection"][];
            /** Sha256 */
            sha256: string;
            /** Version */
            version: string;
        };
        /**
         * ConsentView
         * @description `explanation` says what the decision means for the child.
         */
        ConsentView: {
            /**
             * Disagreement Id
             * @description Open with another guardian, whose decision is contrary.
             */
            disagreement_id: string | null;
            /** Explanation */
            explanation: string;
            /** Given */
            given: boolean;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /**
             * Services Ended
             * @description How many places ended; what was paid for them is refunded.
             */
            services_ended: number;
            /** Text Version */
            text_version: string;
        };
        /** ContractCourseView */
        ContractCourseView: {
            /** Consumables Fen */
            consumables_fen: number;
            /**
             * Contract Id
             * Format: uuid
             */
            contract_id: string;
            /**
             * Course Id
             * Format: uuid
             */
            course_id: string;
            /** Ended On */
            ended_on: string | null;
            /** Lessons */
            lessons: number;
            /** Price Fen */
            price_fen: number;
            /** Title */
            title: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
            /** Vendor Name */
            vendor_name: string | null;
        };
        /** CorrectionRequest */
        CorrectionRequest: {
            /** Marks */
            marks: components["schemas"]["PupilMark"][];
            /** Reason */
            reason: string;
        };
        /** CorrectionView */
        CorrectionView: {
            /** Correction */
            correction: number;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
        };
        /** CountView */
        CountView: {
            /** Children */
            children: number;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
        };
        /** DayRequest */
        DayRequest: {
            /** Rolls */
            rolls: components["schemas"]["DaySessionRequest"][];
        };
        /** DaySessionRequest */
        DaySessionRequest: {
            /** Marks */
            marks: components["schemas"]["PupilMark"][];
            /** Released */
            released: boolean;
            /** Room Checked */
            room_checked: boolean;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
        };
        /** DecisionRequest */
        DecisionRequest: {
            /** Approved */
            approved: boolean;
            /**
             * Reason
             * @default
             */
            reason: string;
        };
        /**
         * DisagreementView
         * @description One wanted it, the other does not: consent, an answer to the survey, an application or a place.
         *
         *     Nothing is overruled meanwhile, and the stricter holds. `title` names the course of a place.
         */
        DisagreementView: {
            /**
             * Disagreement Id
             * Format: uuid
             */
            disagreement_id: string;
            /** Is Referred */
            is_referred: boolean;
            /**
             * Matter
             * @enum {string}
             */
            matter: "consent" | "survey" | "application" | "placement";
            /** Name */
            name: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
            /** Term */
            term: string | null;
            /** Title */
            title: string | null;
            unwanted: components["schemas"]["ActView"];
            /** Version */
            version: number;
            wanted: components["schemas"]["ActView"];
        };
        /** DocumentRequest */
        DocumentRequest: {
            /**
             * Entrusted Placement Ids
             * @description Placements whose consumables the vendor may buy (R16).
             */
            entrusted_placement_ids: string[];
            /**
             * Signer Name
             * @description The name of the guardian who will sign.
             */
            signer_name: string;
        };
        /** DocumentView */
        DocumentView: {
            /**
             * Agreement Id
             * Format: uuid
             */
            agreement_id: string;
            /**
             * Digest
             * @description SHA-256 of the PDF; the signature names it.
             */
            digest: string;
            /** Version */
            version: number;
        };
        /** DraftedView */
        DraftedView: {
            /** Consumables Fen */
            consumables_fen: number;
            /** Mode */
            mode: string;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** Price Fen */
            price_fen: number;
            /** State */
            state: string;
            /** Title */
            title: string;
            /** Version */
            version: number;
        };
        /** DrawRecordView */
        DrawRecordView: {
            /** Digest */
            digest: string;
            /**
             * Drawn At
             * Format: date-time
             */
            drawn_at: string;
            /** Entrants */
            entrants: number;
            /** Number */
            number: number;
            /** Seed */
            seed: string;
        };
        /** DrawRequest */
        DrawRequest: {
            /** School Code */
            school_code: string;
            /**
             * Seed
             * @description Drawn in public; anybody can repeat the draw with it.
             */
            seed: string;
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
        };
        /** DrawView */
        DrawView: {
            /** Alternatives */
            alternatives: number;
            /** Digest */
            digest: string;
            /** Entrants */
            entrants: number;
            /** Number */
            number: number;
            /** Placed */
            placed: number;
            /** Waiting */
            waiting: number;
        };
        /** EndedView */
        EndedView: {
            /**
             * Guardian Id
             * Format: uuid
             */
            guardian_id: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
        };
        /** EndingRequest */
        EndingRequest: {
            /**
             * Guardian Id
             * Format: uuid
             */
            guardian_id: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Reason */
            reason: string;
        };
        /**
         * FaultCode
         * @enum {string}
         */
        FaultCode: "chassis.cell_empty" | "chassis.cell_error" | "chassis.cell_invalid" | "chassis.cell_not_text" | "chassis.row_ragged" | "enrolment.character_not_printable" | "enrolment.class_malformed" | "enrolment.code_malformed" | "enrolment.duplicate_row" | "enrolment.grade_not_taught" | "enrolment.organisation_has_pupils" | "enrolment.outside_own_organisation" | "enrolment.parent_unknown" | "enrolment.person_would_change" | "enrolment.phone_malformed" | "enrolment.pupil_enrolled_elsewhere" | "enrolment.pupil_number_malformed" | "enrolment.two_notices" | "enrolment.value_missing" | "enrolment.word_unknown" | "kernel.character_not_usable";
        /** FiledView */
        FiledView: {
            /**
             * Filing Id
             * Format: uuid
             */
            filing_id: string;
            /** State */
            state: string;
        };
        /** FilingView */
        FilingView: {
            /** Allowed Actions */
            allowed_actions?: string[];
            /** Decided At */
            decided_at: string | null;
            /**
             * Filed At
             * Format: date-time
             */
            filed_at: string;
            /**
             * Filing Id
             * Format: uuid
             */
            filing_id: string;
            /** Reason */
            reason: string;
            /** School Name */
            school_name: string;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Term */
            term: string;
            /** Version */
            version: number;
        };
        /** FindRequest */
        FindRequest: {
            /** Pupil Number */
            pupil_number: string;
        };
        /** FormationRequest */
        FormationRequest: {
            /**
             * First On
             * @description First day of service; tomorrow when left out.
             */
            first_on?: string | null;
            /** School Code */
            school_code: string;
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
        };
        /** FormationView */
        FormationView: {
            /** Groups */
            groups: number;
            /** Joined */
            joined: number;
            /** Sessions */
            sessions: number;
        };
        /** FoundView */
        FoundView: {
            /** Class Name */
            class_name: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** School Path */
            school_path: string;
        };
        /** GateView */
        GateView: {
            /** Clause */
            clause: string;
            /** En */
            en: string;
            /** Passed */
            passed: boolean;
            /** Product */
            product: string;
            /** Step */
            step: string;
            /** Zh */
            zh: string;
        };
        /** GroupView */
        GroupView: {
            /**
             * Group Id
             * Format: uuid
             */
            group_id: string;
            /** Members */
            members: number;
            /** Number */
            number: number;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** Product */
            product: string;
            /** Sessions */
            sessions: number;
            /** Size Max */
            size_max: number;
            /** Suspended */
            suspended: number;
            /** Title */
            title: string;
            /** Vendor Id */
            vendor_id: string | null;
        };
        /** HandOverRequest */
        HandOverRequest: {
            /**
             * Pupil Ids
             * @description Null: everybody still there.
             */
            pupil_ids: string[] | null;
            /**
             * Step
             * @enum {string}
             */
            step: "class_to_duty" | "duty_to_duty" | "duty_to_gate" | "to_guardian";
        };
        /** HandedOutView */
        HandedOutView: {
            /**
             * Code
             * @description Shown this once; type it with or without the dashes.
             */
            code: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
        };
        /** HolidayNoticeRequest */
        HolidayNoticeRequest: {
            /**
             * Days
             * @description Every day off, weekends of a holiday too, and all days worked.
             */
            days: components["schemas"]["AnnouncedDayRequest"][];
            /**
             * Issued On
             * Format: date
             * @example 2026-03-02
             */
            issued_on: string;
            /**
             * Source
             * @description Number of the document.
             */
            source: string;
            /** Year */
            year: number;
        };
        /** HolidayNoticeView */
        HolidayNoticeView: {
            /** Days */
            days: components["schemas"]["AnnouncedDayView"][];
            /**
             * Issued On
             * Format: date
             */
            issued_on: string;
            /**
             * Path
             * @description The office's place; a district's own notice counts there instead of the city's.
             */
            path: string;
            /** Source */
            source: string;
            /** Year */
            year: number;
        };
        /**
         * ImportView
         * @description All rows were taken; `repeated` when the last import took the same file and nothing was done.
         */
        ImportView: {
            /** Changed */
            changed: number;
            /**
             * Classes
             * @default 0
             */
            classes: number;
            /** File */
            file: string;
            /** Repeated */
            repeated: boolean;
            /** Rows */
            rows: number;
        };
        /** MakeUpDay */
        MakeUpDay: {
            /**
             * Follows
             * @description ISO weekday whose timetable the day has.
             */
            follows: number;
            /**
             * On
             * Format: date
             * @example 2026-03-02
             */
            on: string;
        };
        /** MoveRequest */
        MoveRequest: {
            /** Class Number */
            class_number: number;
            /** Grade */
            grade: number;
            /** To School Code */
            to_school_code: string;
        };
        /** MovedView */
        MovedView: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /**
             * Moved On
             * Format: date
             */
            moved_on: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
        };
        /** NameRequest */
        NameRequest: {
            /** Name */
            name: string;
        };
        /**
         * NoticeView
         * @description `kind` is a word that the portal says in full; `params` fill its sentence.
         */
        NoticeView: {
            /** Kind */
            kind: string;
            /**
             * Notice Id
             * Format: uuid
             */
            notice_id: string;
            /** Params */
            params: {
                [key: string]: string;
            };
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /**
             * Told At
             * Format: date-time
             */
            told_at: string;
        };
        /** OfferingRequest */
        OfferingRequest: {
            /**
             * Allocation Mode
             * @default
             */
            allocation_mode: string;
            /** Complaint Phone */
            complaint_phone: string;
            /** Content */
            content: string;
            /** Contract Id */
            contract_id?: string | null;
            /** Course Id */
            course_id?: string | null;
            /**
             * Ends At
             * @example 16:20:00
             */
            ends_at: string;
            /**
             * Fee Basis
             * @description Document the fee rests on.
             * @default
             */
            fee_basis: string;
            /**
             * Fee Pays For
             * @default
             */
            fee_pays_for: string;
            /**
             * Grades
             * @description Open to these; empty: to every grade of the school.
             */
            grades: number[];
            /** Place */
            place: string;
            /**
             * Product
             * @description Product of the adopted pack: care, course …
             */
            product: string;
            /** Safety */
            safety: string;
            /** Seats */
            seats: number;
            /**
             * Starts At
             * @example 16:20:00
             */
            starts_at: string;
            /**
             * Teacher
             * @default
             */
            teacher: string;
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
            /**
             * Title
             * @description A course takes its title from its contract.
             */
            title: string;
            /** Weekdays */
            weekdays: number[];
        };
        /** OfferingView */
        OfferingView: {
            /** Complaint Phone */
            complaint_phone: string;
            /** Consumables Fen */
            consumables_fen: number;
            /** Content */
            content: string;
            /** Contract Id */
            contract_id: string | null;
            /** Course Id */
            course_id: string | null;
            /**
             * Ends At
             * @example 16:20:00
             */
            ends_at: string;
            /** Fee Basis */
            fee_basis: string;
            /** Fee Pays For */
            fee_pays_for: string;
            /** Grades */
            grades: number[];
            /** Lessons */
            lessons: number;
            /** Mode */
            mode: string;
            /** Nature */
            nature: string;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** Pack Id */
            pack_id: string | null;
            /** Pack Version */
            pack_version: string | null;
            /** Place */
            place: string;
            /** Price Fen */
            price_fen: number;
            /** Product */
            product: string;
            /** Safety */
            safety: string;
            /** School Path */
            school_path: string;
            /** Seats */
            seats: number;
            /** Seats Left */
            seats_left: number;
            /**
             * Starts At
             * @example 16:20:00
             */
            starts_at: string;
            /** State */
            state: string;
            /** Teacher */
            teacher: string;
            /** Term */
            term: string;
            /** Title */
            title: string;
            /** Vendor Id */
            vendor_id: string | null;
            /** Vendor Name */
            vendor_name: string | null;
            /** Version */
            version: number;
            /** Weekdays */
            weekdays: number[];
        };
        /** OpeningView */
        OpeningView: {
            /** Gates */
            gates: components["schemas"]["GateView"][];
            /** Opened */
            opened: boolean;
            /** School Path */
            school_path: string;
            /** Term */
            term: string;
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
        /** OrganisationView */
        OrganisationView: {
            /** Accounting Unit */
            accounting_unit: string;
            /** Code */
            code: string;
            /** District Code */
            district_code: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Path */
            path: string;
            /** Stage */
            stage: string;
        };
        /** OutcomeRequest */
        OutcomeRequest: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "wanted" | "unwanted";
            /** Reason */
            reason: string;
        };
        /**
         * OwnPupilView
         * @description `guardians` have bound the child; `codes` were handed out and are unused; namesakes differ by `number_ends`.
         */
        OwnPupilView: {
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Class Name */
            class_name: string;
            /** Codes */
            codes: number;
            /** Guardians */
            guardians: number;
            /** Name */
            name: string;
            /** Number Ends */
            number_ends: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
        };
        /** PackView */
        PackView: {
            /**
             * Digest
             * @description SHA-256 of its text; an adoption names it.
             */
            digest: string;
            /** Id */
            id: string;
            /** Name En */
            name_en: string;
            /** Name Zh */
            name_zh: string;
            /** Parameters */
            parameters: components["schemas"]["ParameterView"][];
            /** Version */
            version: string;
        };
        /** Page[AgreementView] */
        Page_AgreementView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["AgreementView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ApplicationView] */
        Page_ApplicationView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ApplicationView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[BindingView] */
        Page_BindingView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["BindingView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[DisagreementView] */
        Page_DisagreementView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["DisagreementView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[FilingView] */
        Page_FilingView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["FilingView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[GroupView] */
        Page_GroupView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["GroupView"][];
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
        /** Page[OfferingView] */
        Page_OfferingView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["OfferingView"][];
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
        /** Page[OrganisationView] */
        Page_OrganisationView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["OrganisationView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[PlacementView] */
        Page_PlacementView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["PlacementView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[PupilView] */
        Page_PupilView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["PupilView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[RollHistoryView] */
        Page_RollHistoryView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["RollHistoryView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[SessionView] */
        Page_SessionView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["SessionView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** ParameterView */
        ParameterView: {
            /** Description En */
            description_en: string;
            /** Description Zh */
            description_zh: string;
            /** Max */
            max: string | null;
            /** Min */
            min: string | null;
            /** Name */
            name: string;
            /** Suggested */
            suggested: string | null;
            /** Type */
            type: string;
        };
        /** ParticipantView */
        ParticipantView: {
            /** Class Name */
            class_name: string;
            /** Name */
            name: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Titles */
            titles: string[];
        };
        /**
         * PhoneClaimView
         * @description `sent`: if the roster has this child, a code is on its way to the number that it holds for the guardian.
         */
        PhoneClaimView: {
            /**
             * Claim Id
             * Format: uuid
             */
            claim_id: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "sending" | "sent" | "failed" | "bound";
        };
        /**
         * PlacementStateView
         * @description `disputed`: another guardian wanted the place, which stays until the two agree.
         */
        PlacementStateView: {
            /** Disagreement Id */
            disagreement_id?: string | null;
            /**
             * Placement Id
             * Format: uuid
             */
            placement_id: string;
            /** State */
            state: string;
        };
        /** PlacementView */
        PlacementView: {
            /** Agreement Id */
            agreement_id: string | null;
            /**
             * Answer By
             * @description The last day to answer an alternative, or to apply again.
             */
            answer_by: string | null;
            /** Class Name */
            class_name: string;
            /** Name */
            name: string;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /**
             * Placement Id
             * Format: uuid
             */
            placement_id: string;
            /** Position */
            position: number | null;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** State */
            state: string;
            /** Title */
            title: string;
            /** Weekdays */
            weekdays: number[];
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
        ProblemCode: "chassis.assignment_not_held" | "chassis.assignment_not_named" | "chassis.body_too_large" | "chassis.caller_not_allowed" | "chassis.cell_invalid" | "chassis.cursor_malformed" | "chassis.document_complete" | "chassis.document_empty" | "chassis.document_not_found" | "chassis.document_part_missing" | "chassis.document_part_unusable" | "chassis.document_too_large" | "chassis.file_empty" | "chassis.file_not_text" | "chassis.file_too_big" | "chassis.file_too_large" | "chassis.file_unreadable" | "chassis.files_waiting" | "chassis.heading_missing" | "chassis.heading_twice" | "chassis.idempotency_key_malformed" | "chassis.idempotency_key_missing" | "chassis.idempotency_key_reused" | "chassis.if_match_malformed" | "chassis.json_malformed" | "chassis.keys_unavailable" | "chassis.media_type_unsupported" | "chassis.method_not_allowed" | "chassis.not_a_scan" | "chassis.operation_not_found" | "chassis.operation_not_running" | "chassis.part_down" | "chassis.peer_failed" | "chassis.peer_refuses_us" | "chassis.peer_too_slow" | "chassis.peer_unavailable" | "chassis.precondition_required" | "chassis.request_invalid" | "chassis.request_refused" | "chassis.request_under_way" | "chassis.request_unreadable" | "chassis.role_not_allowed" | "chassis.route_not_found" | "chassis.rows_faulty" | "chassis.sheet_missing" | "chassis.sign_in_ended" | "chassis.strong_sign_in_required" | "chassis.token_expired" | "chassis.token_forged" | "chassis.token_key_unknown" | "chassis.token_malformed" | "chassis.token_missing" | "chassis.token_not_for_us" | "chassis.unauthenticated" | "chassis.unexpected" | "edge.bad_request" | "edge.foreign_origin" | "edge.headers_too_large" | "edge.not_found" | "edge.not_signed_in" | "edge.request_timeout" | "edge.timeout" | "edge.too_large" | "edge.too_many_requests" | "edge.unavailable" | "enrolment.act_of_another" | "enrolment.agreement_already_signed" | "enrolment.agreement_unknown" | "enrolment.allocation_set_by_pack" | "enrolment.already_applied" | "enrolment.alternative_expired" | "enrolment.application_unknown" | "enrolment.applications_changed" | "enrolment.applications_not_open" | "enrolment.applications_still_open" | "enrolment.binding_unknown" | "enrolment.calendar_missing" | "enrolment.character_not_printable" | "enrolment.child_unknown" | "enrolment.children_not_released" | "enrolment.claim_not_proven" | "enrolment.claim_over" | "enrolment.claim_unknown" | "enrolment.claims_locked" | "enrolment.class_unknown" | "enrolment.codes_outstanding" | "enrolment.codes_too_often" | "enrolment.consent_ends_services" | "enrolment.consent_missing" | "enrolment.consent_refused" | "enrolment.consent_text_outdated" | "enrolment.consumables_not_allowed" | "enrolment.consumables_not_entrustable" | "enrolment.correction_needs_reason" | "enrolment.course_needs_contract" | "enrolment.course_not_contracted" | "enrolment.day_not_closed" | "enrolment.day_outside_term" | "enrolment.days_already_served" | "enrolment.disagreement_unknown" | "enrolment.document_changed" | "enrolment.document_not_offered" | "enrolment.family_signs_first" | "enrolment.file_refused" | "enrolment.filing_already_decided" | "enrolment.filing_unknown" | "enrolment.gates_missing" | "enrolment.group_unknown" | "enrolment.guardians_disagree" | "enrolment.holiday_outside_year" | "enrolment.holiday_twice" | "enrolment.holidays_wrong" | "enrolment.messenger_down" | "enrolment.messenger_refuses" | "enrolment.move_within_class" | "enrolment.newer_notice_kept" | "enrolment.nobody_to_group" | "enrolment.not_a_party" | "enrolment.not_in_this_state" | "enrolment.not_on_this_shift" | "enrolment.nothing_to_draw" | "enrolment.notice_issued_later" | "enrolment.notice_year_wrong" | "enrolment.number_unreachable" | "enrolment.offering_already_published" | "enrolment.offering_not_for_grade" | "enrolment.offering_outside_notice" | "enrolment.offering_outside_window" | "enrolment.offering_price_not_allowed" | "enrolment.offering_unknown" | "enrolment.organisation_unknown" | "enrolment.pack_already_adopted" | "enrolment.pack_not_adopted" | "enrolment.pack_unknown" | "enrolment.people_would_change" | "enrolment.placement_already_ended" | "enrolment.placement_does_not_fit" | "enrolment.placement_not_an_alternative" | "enrolment.placement_unknown" | "enrolment.plan_already_approved" | "enrolment.pupil_enrolled_elsewhere" | "enrolment.pupil_id_malformed" | "enrolment.pupil_not_here" | "enrolment.pupil_not_in_group" | "enrolment.pupil_not_named" | "enrolment.pupil_unknown" | "enrolment.reason_missing" | "enrolment.return_needs_reason" | "enrolment.roll_already_called" | "enrolment.roll_not_called" | "enrolment.room_not_checked" | "enrolment.same_office_twice" | "enrolment.seats_out_of_range" | "enrolment.session_already_closed" | "enrolment.session_not_today" | "enrolment.session_suspended" | "enrolment.session_unknown" | "enrolment.term_already_opened" | "enrolment.term_of_another_year" | "enrolment.term_too_long" | "enrolment.term_too_short" | "enrolment.term_unknown" | "enrolment.too_many_asked" | "enrolment.too_many_versions" | "enrolment.too_many_waiting" | "enrolment.vendor_not_listed" | "enrolment.vendors_not_allowed" | "enrolment.weekday_not_served" | "enrolment.wishes_malformed" | "enrolment.withdraw_instead" | "enrolment.worked_on_weekday" | "kernel.amount_changed" | "kernel.character_not_usable" | "kernel.content_changed" | "kernel.duty_of_another_role" | "kernel.first_person_missing" | "kernel.not_a_month" | "kernel.not_a_term" | "kernel.not_an_amount" | "kernel.not_an_assignment" | "kernel.not_an_organisation_path" | "kernel.outside_own_organisation" | "kernel.period_ends_before_it_starts" | "kernel.precondition_failed" | "kernel.same_person_twice" | "kernel.text_missing" | "rulebook.case_incomplete" | "rulebook.no_such_pack" | "rulebook.not_answered" | "rulebook.not_in_force" | "rulebook.pack_invalid" | "rulebook.parameters_invalid" | "rulebook.product_unknown" | "rulebook.refund_not_calculable" | "rulebook.total_missing" | "rulebook.waiver_class_unknown";
        /** ProductView */
        ProductView: {
            /** Charging */
            charging: string;
            /** Code */
            code: string;
            /** Gates */
            gates: string[];
            /** Group Size Max */
            group_size_max: number | null;
            /** Name En */
            name_en: string;
            /** Name Zh */
            name_zh: string;
            /** Nature */
            nature: string;
        };
        /** PublicationRequest */
        PublicationRequest: {
            /**
             * Amount Fen
             * @description What the offering was shown to cost, consumables included.
             */
            amount_fen: number;
        };
        /** PublishedCalendarView */
        PublishedCalendarView: {
            /** Days */
            days: components["schemas"]["enrolment__entrypoints__http__terms__DayView"][];
            /**
             * Provisional
             * @description The holidays of all its days are not announced yet.
             */
            provisional: boolean;
            /** School Days */
            school_days: number;
            /**
             * Sessions Suspended
             * @description How many sessions lay on days that stopped being school days; they stay suspended.
             */
            sessions_suspended: number;
            /** Term */
            term: string;
        };
        /** PupilMark */
        PupilMark: {
            /**
             * Mark
             * @enum {string}
             */
            mark: "present" | "late" | "left_early" | "leave" | "absent";
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
        };
        /** PupilView */
        PupilView: {
            /** Boards */
            boards: boolean;
            /**
             * Class Id
             * Format: uuid
             */
            class_id: string;
            /** Class Name */
            class_name: string;
            /** Grade */
            grade: number;
            /** Name */
            name: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Pupil Number */
            pupil_number: string;
            /** School Path */
            school_path: string;
        };
        /** ReferredView */
        ReferredView: {
            /**
             * Disagreement Id
             * Format: uuid
             */
            disagreement_id: string;
        };
        /** ReviewRequest */
        ReviewRequest: {
            /**
             * Reason
             * @default
             */
            reason: string;
            /** Suggestion */
            suggestion?: string | null;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "approve" | "return" | "alternative";
        };
        /** ReviewedView */
        ReviewedView: {
            /**
             * Application Id
             * Format: uuid
             */
            application_id: string;
            /** State */
            state: string;
        };
        /** RollHistoryView */
        RollHistoryView: {
            /**
             * Called At
             * Format: date-time
             */
            called_at: string;
            /**
             * Called By
             * Format: uuid
             */
            called_by: string;
            /** Correction */
            correction: number;
            /** Marks */
            marks: number;
            /** Reason */
            reason: string;
        };
        /**
         * RollRequest
         * @description Children who are not named are present.
         */
        RollRequest: {
            /** Marks */
            marks: components["schemas"]["PupilMark"][];
        };
        /** RollView */
        RollView: {
            /** Correction */
            correction: number | null;
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
            /** Pupils */
            pupils: components["schemas"]["RolledPupilView"][];
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
            /** State */
            state: string;
        };
        /** RolledPupilView */
        RolledPupilView: {
            /** Class Name */
            class_name: string;
            /** Mark */
            mark: string | null;
            /** Name */
            name: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Released */
            released: boolean;
        };
        /** RulesView */
        RulesView: {
            /** Engine Version */
            engine_version: string;
            /** Pack Hash */
            pack_hash: string;
            /** Pack Id */
            pack_id: string;
            /** Pack Text */
            pack_text: string;
            /** Pack Version */
            pack_version: string;
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Products */
            products: components["schemas"]["ProductView"][];
            /** Term */
            term: string;
        };
        /**
         * SchoolTermView
         * @description The counts of children are for the school: from above, the overview tells of enough of them together.
         */
        SchoolTermView: {
            /** Agreed */
            agreed: number | null;
            /** Applications */
            applications: number | null;
            /** Closes On */
            closes_on?: string | null;
            /** Gates */
            gates: components["schemas"]["GateView"][];
            /** Groups */
            groups: number;
            /** Opened */
            opened: boolean;
            /** Placements */
            placements: number | null;
            /** School Path */
            school_path: string;
            /** Term */
            term: string;
            /** Waiting For Class */
            waiting_for_class: number | null;
            /** Waiting For School */
            waiting_for_school: number | null;
        };
        /** SessionView */
        SessionView: {
            /** Correction */
            correction: number | null;
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
            /** Group Title */
            group_title: string;
            /**
             * Held On
             * Format: date
             */
            held_on: string;
            /** Number */
            number: number;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** Own Duties */
            own_duties?: string[];
            /** Place */
            place: string;
            /** Product */
            product: string;
            /** Reason */
            reason: string;
            /** School Path */
            school_path: string;
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
            /** State */
            state: string;
            /** Version */
            version: number;
        };
        /**
         * SettledView
         * @description Which of the two acts stands now.
         */
        SettledView: {
            /**
             * Disagreement Id
             * Format: uuid
             */
            disagreement_id: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "wanted" | "unwanted";
        };
        /**
         * SignatureRequest
         * @description What was read: the digest of the document, or of all documents that wait.
         */
        SignatureRequest: {
            /** Digest */
            digest: string;
        };
        /** SignatureView */
        SignatureView: {
            /**
             * Agreement Id
             * Format: uuid
             */
            agreement_id: string;
            /** State */
            state: string;
        };
        /** SignaturesView */
        SignaturesView: {
            /** Signed */
            signed: number;
        };
        /** SurveyRequest */
        SurveyRequest: {
            /** Categories */
            categories?: string[];
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Wants Care */
            wants_care: boolean;
            /** Weekdays */
            weekdays?: number[];
        };
        /**
         * SurveySummary
         * @description Wishes of who answered, by number alone: of the earliest, in whole lots of `shown_from` children.
         *
         *     Absent where few wish something, or where another figure and this one tell of few: somebody would be told by the
         *     number.
         */
        SurveySummary: {
            /** Answers */
            answers: number | null;
            /** Art */
            art: number | null;
            /** Care */
            care: number | null;
            /** Per Weekday */
            per_weekday: (number | null)[];
            /** Science */
            science: number | null;
            /** Shown From */
            shown_from: number;
            /** Sport */
            sport: number | null;
        };
        /** SurveyView */
        SurveyView: {
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Term */
            term: string;
        };
        /** SuspensionRequest */
        SuspensionRequest: {
            /**
             * From On
             * Format: date
             * @example 2026-03-02
             */
            from_on: string;
            /**
             * Reason
             * @example weather
             */
            reason: string;
            /**
             * Through On
             * Format: date
             * @example 2026-03-02
             */
            through_on: string;
        };
        /** SuspensionView */
        SuspensionView: {
            /** Sessions */
            sessions: number;
        };
        /** TakenBackView */
        TakenBackView: {
            /** Ended */
            ended: number;
        };
        /** TermRequest */
        TermRequest: {
            /**
             * First On
             * Format: date
             * @example 2026-03-02
             */
            first_on: string;
            /**
             * Last On
             * Format: date
             * @example 2026-03-02
             */
            last_on: string;
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
        };
        /** TermView */
        TermView: {
            /** District Path */
            district_path: string;
            /**
             * First On
             * Format: date
             */
            first_on: string;
            /**
             * Has Calendar
             * @default false
             */
            has_calendar: boolean;
            /**
             * Last On
             * Format: date
             */
            last_on: string;
            /** Pack Hash */
            pack_hash?: string | null;
            /** Pack Id */
            pack_id?: string | null;
            /** Pack Version */
            pack_version?: string | null;
            /** Term */
            term: string;
        };
        /**
         * VendorCourseView
         * @description Numbers only: whom it teaches a vendor learns from its roll, not who signs or leaves (D15).
         */
        VendorCourseView: {
            /**
             * Digest
             * @description Of all documents that wait; the vendor's signature names it.
             */
            digest: string;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** School Name */
            school_name: string;
            /** School Path */
            school_path: string;
            /** Signed */
            signed: number;
            /** Title */
            title: string;
            /**
             * Waiting
             * @description Agreements that the guardian has signed and the vendor has not.
             */
            waiting: number;
        };
        /** WaitingApplications */
        WaitingApplications: {
            /**
             * Digest
             * @description Of all applications that wait; who approves them names it.
             */
            digest: string;
            /** Waiting */
            waiting: number;
        };
        /** WaitingView */
        WaitingView: {
            /**
             * Digest
             * @description Of all documents that wait; who signs them names it.
             */
            digest: string;
            /** Waiting */
            waiting: number;
        };
        /**
         * WishView
         * @description `held`: a seat is kept; `waitlisted`: full, with the place on the list; `pending`: decided by the draw;
         *     `not_needed`: as many courses are held as were asked for; `does_not_fit`: it clashes with a course that is held, or
         *     both together cost more than one pupil may be charged.
         */
        WishView: {
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** Outcome */
            outcome: string;
            /** Position */
            position?: number | null;
        };
        /** DayView */
        enrolment__entrypoints__http__sessions__DayView: {
            /** Called */
            called: number;
            /** Closed */
            closed: number;
        };
        /** DayView */
        enrolment__entrypoints__http__terms__DayView: {
            /** Follows */
            follows: number;
            /** Kind */
            kind: string;
            /**
             * On
             * Format: date
             */
            on: string;
            /** Reason */
            reason: string;
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
    get_agreements: {
        parameters: {
            query: {
                term: string;
                /** @description `ended` is told to guardians only (P6). */
                state?: string | null;
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
                    "application/json": components["schemas"]["Page_AgreementView_"];
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
    get_agreement_pdf: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                agreement_id: string;
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
    post_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                agreement_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentRequest"];
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
    post_signature: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                agreement_id: string;
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignatureView"];
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
    get_applications: {
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
                    "application/json": components["schemas"]["Page_ApplicationView_"];
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
            path?: never;
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
                    "application/json": components["schemas"]["ApplicationAnswer"];
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
    post_approval: {
        parameters: {
            query?: never;
            header: {
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
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalsView"];
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
    post_review: {
        parameters: {
            query?: never;
            header: {
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
                    "application/json": components["schemas"]["ReviewedView"];
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
    get_bindings: {
        parameters: {
            query?: {
                class_id?: string | null;
                pupil_id?: string | null;
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
                    "application/json": components["schemas"]["Page_BindingView_"];
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
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedView"];
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
    post_calendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedCalendarView"];
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
    get_calendar: {
        parameters: {
            query?: {
                district?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
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
                    "application/json": components["schemas"]["CalendarView"];
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
    get_catalogue: {
        parameters: {
            query: {
                /** @description Path of the school. */
                school: string;
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
                    "application/json": components["schemas"]["Page_OfferingView_"];
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
    get_children: {
        parameters: {
            query?: {
                term?: string | null;
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
                    "application/json": components["schemas"]["ChildView"][];
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
    post_claim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimView"];
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
    post_claim_code: {
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
                "application/json": components["schemas"]["ChildRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneClaimView"];
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
    get_claim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                claim_id: string;
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
                    "application/json": components["schemas"]["PhoneClaimView"];
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
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                claim_id: string;
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimView"];
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
    get_attendance: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                pupil_id: string;
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
                    "application/json": components["schemas"]["AttendanceView"][];
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
    delete_binding: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                pupil_id: string;
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
    post_consent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                pupil_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentView"];
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
    get_classes: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["ClassView"][];
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
    get_participants: {
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
                    "application/json": components["schemas"]["ParticipantView"][];
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
    post_own_search: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnPupilView"][];
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
    post_binding_code: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                pupil_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandedOutView"];
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
    delete_binding_codes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                pupil_id: string;
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
                    "application/json": components["schemas"]["TakenBackView"];
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
    get_consent_text: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["ConsentTextView"];
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
                    "application/json": components["schemas"]["ContractCourseView"][];
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
    get_disagreements: {
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
                    "application/json": components["schemas"]["Page_DisagreementView_"];
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
    post_outcome: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                disagreement_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutcomeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettledView"];
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
    post_referral: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                disagreement_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferredView"];
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
    post_retraction: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                disagreement_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettledView"];
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
    get_filings: {
        parameters: {
            query?: {
                state?: string | null;
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
                    "application/json": components["schemas"]["Page_FilingView_"];
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
    post_filing: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_post_filing"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiledView"];
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
    post_decision: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                filing_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FiledView"];
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
    get_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                filing_id: string;
                which: "plan" | "emergency-plan";
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
    get_groups: {
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
                    "application/json": components["schemas"]["Page_GroupView_"];
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
    post_formation: {
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
                "application/json": components["schemas"]["FormationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormationView"];
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
    get_holiday_notices: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["HolidayNoticeView"][];
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
    post_holiday_notice: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HolidayNoticeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncedView"];
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
    post_holiday_workbook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_post_holiday_workbook"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncedView"];
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
    post_organisations: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_post_organisations"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
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
    post_roster: {
        parameters: {
            query?: {
                /** @description Digest of the changes of people that were told and looked at. */
                confirmed?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_post_roster"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
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
    get_offerings: {
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
                    "application/json": components["schemas"]["Page_OfferingView_"];
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
    post_offering: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftedView"];
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
    post_publication: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                offering_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublicationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftedView"];
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
    post_vendor_signatures: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                offering_id: string;
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignaturesView"];
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
    get_organisations: {
        parameters: {
            query?: {
                kind?: string | null;
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
                    "application/json": components["schemas"]["Page_OrganisationView_"];
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
    get_packs: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["PackView"][];
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
    get_placements: {
        parameters: {
            query: {
                term: string;
                state?: string | null;
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
                    "application/json": components["schemas"]["Page_PlacementView_"];
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
    get_draws: {
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
                    "application/json": components["schemas"]["DrawRecordView"][];
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
    post_draw: {
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
                "application/json": components["schemas"]["DrawRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawView"];
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
    post_alternative_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                placement_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlternativeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementStateView"];
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
    post_withdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                placement_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementStateView"];
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
    get_pupils: {
        parameters: {
            query?: {
                class_id?: string | null;
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
                    "application/json": components["schemas"]["Page_PupilView_"];
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
    post_search: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundView"][];
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
    post_move: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                pupil_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedView"];
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
    get_review_queue: {
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
                    "application/json": components["schemas"]["Page_ApplicationView_"];
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
    post_reviews: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchReviewRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewedView"][];
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
    post_day: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                code: string;
                on: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DayRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enrolment__entrypoints__http__sessions__DayView"];
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
    get_school_term: {
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
                    "application/json": components["schemas"]["SchoolTermView"];
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
    get_school_signatures: {
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
                    "application/json": components["schemas"]["WaitingView"];
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
    post_school_signatures: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignatureRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignaturesView"];
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
    get_approvals: {
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
                    "application/json": components["schemas"]["WaitingApplications"];
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
    post_approvals: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovalsRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalsView"];
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
    post_opening: {
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
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpeningView"];
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
    get_sessions: {
        parameters: {
            query: {
                from_on: string;
                through_on?: string | null;
                group_id?: string | null;
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
                    "application/json": components["schemas"]["Page_SessionView_"];
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
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
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
    post_closing: {
        parameters: {
            query?: never;
            header?: {
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
                "application/json": components["schemas"]["ClosingRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountView"];
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
    post_hand_over: {
        parameters: {
            query?: never;
            header?: {
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
                "application/json": components["schemas"]["HandOverRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountView"];
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
    get_roll: {
        parameters: {
            query?: never;
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RollView"];
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
    put_roll: {
        parameters: {
            query?: never;
            header?: {
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
                "application/json": components["schemas"]["RollRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountView"];
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
    post_correction: {
        parameters: {
            query?: never;
            header?: {
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
                "application/json": components["schemas"]["CorrectionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionView"];
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
    get_roll_history: {
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
                session_id: string;
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
                    "application/json": components["schemas"]["Page_RollHistoryView_"];
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
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                term: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SurveyRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurveyView"];
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
    get_summary: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
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
                    "application/json": components["schemas"]["SurveySummary"];
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
    get_terms: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["TermView"][];
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
    post_term: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TermRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermView"];
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
    post_adoption: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                term: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdoptionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdoptionView"];
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
    get_rules: {
        parameters: {
            query?: {
                district?: string | null;
            };
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
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
                    "application/json": components["schemas"]["RulesView"];
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
    get_vendor_signatures: {
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
                    "application/json": components["schemas"]["VendorCourseView"][];
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
