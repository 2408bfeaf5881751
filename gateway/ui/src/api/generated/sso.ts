// Generated from sso's openapi.json by `npm run types`.

export interface paths {
    "/auth/acting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remember the assignment to begin with */
        post: operations["choose_assignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/backchannel-logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Called by Keycloak
         * @description Ends the sessions named by the signed `logout_token` of the form. Nothing else is believed.
         */
        post: operations["backchannel_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Come back signed in
         * @description Where the identity provider sends the browser back to; never called by anybody else.
         */
        get: operations["sign_in_finished"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remember the language */
        post: operations["choose_language"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in
         * @description Redirects to the sign-in page; comes back to `return_to`, a path of this portal.
         *
         *     Password and second factor are asked for each time, so that coming back is a strong sign-in of this moment.
         */
        get: operations["sign_in"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session here and at the identity provider, and with it every portal signed in through the same one.
         */
        post: operations["sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a new access token
         * @description Sets the access cookie anew. 401 `sso.not_signed_in` means: sign in again; 503: keep the page and try again.
         */
        post: operations["refresh_access"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-in-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who signed in, who tried to, and who was locked out
         * @description Latest first. Ids only: names are read where they are kept, and what was typed is shown to nobody.
         */
        get: operations["get_sign_in_events"];
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** ActingRequest */
        ActingRequest: {
            /** Assignment */
            assignment: string;
        };
        /** AssignmentView */
        AssignmentView: {
            /**
             * Assignment
             * @description As in the Kehou-Acting header: role@/path
             */
            assignment: string;
            /** Path */
            path: string;
            /** Role */
            role: string;
        };
        /**
         * FaultCode
         * @enum {string}
         */
        FaultCode: "chassis.cell_empty" | "chassis.cell_error" | "chassis.cell_invalid" | "chassis.cell_not_text" | "chassis.row_ragged" | "kernel.character_not_usable";
        /** LanguageRequest */
        LanguageRequest: {
            /** Language */
            language: string;
        };
        /** MeView */
        MeView: {
            /**
             * Acting
             * @description The assignment to begin with: the last chosen one, else the first
             */
            acting: string | null;
            /** Assignments */
            assignments: components["schemas"]["AssignmentView"][];
            /** Language */
            language: string;
            /**
             * Name
             * @description Null where nobody could say in time
             */
            name: string | null;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
            session: components["schemas"]["SessionView"];
            strong_sign_in: components["schemas"]["StrongSignInView"];
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
        /** Page[SignInEventView] */
        Page_SignInEventView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["SignInEventView"][];
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
        ProblemCode: "chassis.assignment_not_held" | "chassis.assignment_not_named" | "chassis.body_too_large" | "chassis.caller_not_allowed" | "chassis.cell_invalid" | "chassis.cursor_malformed" | "chassis.file_not_text" | "chassis.file_too_big" | "chassis.file_unreadable" | "chassis.files_waiting" | "chassis.heading_missing" | "chassis.heading_twice" | "chassis.if_match_malformed" | "chassis.json_malformed" | "chassis.keys_unavailable" | "chassis.media_type_unsupported" | "chassis.method_not_allowed" | "chassis.operation_not_found" | "chassis.operation_not_running" | "chassis.part_down" | "chassis.peer_failed" | "chassis.peer_refuses_us" | "chassis.peer_too_slow" | "chassis.peer_unavailable" | "chassis.precondition_required" | "chassis.request_invalid" | "chassis.request_refused" | "chassis.request_unreadable" | "chassis.role_not_allowed" | "chassis.route_not_found" | "chassis.rows_faulty" | "chassis.sheet_missing" | "chassis.sign_in_ended" | "chassis.strong_sign_in_required" | "chassis.token_expired" | "chassis.token_forged" | "chassis.token_key_unknown" | "chassis.token_malformed" | "chassis.token_missing" | "chassis.token_not_for_us" | "chassis.unauthenticated" | "chassis.unexpected" | "edge.bad_request" | "edge.foreign_origin" | "edge.headers_too_large" | "edge.not_found" | "edge.not_signed_in" | "edge.request_timeout" | "edge.timeout" | "edge.too_large" | "edge.too_many_requests" | "edge.unavailable" | "kernel.character_not_usable" | "kernel.not_an_amount" | "kernel.not_an_assignment" | "kernel.not_an_organisation_path" | "kernel.outside_own_organisation" | "kernel.precondition_failed" | "kernel.text_missing" | "sso.account_not_mirrored" | "sso.account_refused" | "sso.assignment_not_held" | "sso.attempt_unknown" | "sso.foreign_origin" | "sso.language_unknown" | "sso.login_taken" | "sso.logout_token_refused" | "sso.not_signed_in" | "sso.session_over" | "sso.sessions_unavailable" | "sso.sign_in_refused" | "sso.sign_in_unavailable" | "sso.too_many_people";
        /** SessionView */
        SessionView: {
            /**
             * Access Expires At
             * Format: date-time
             */
            access_expires_at: string;
            /**
             * Session Ends At
             * Format: date-time
             * @description Unless it is refreshed before; then the idle time begins anew
             */
            session_ends_at: string;
        };
        /** SignInEventView */
        SignInEventView: {
            /**
             * Account Id
             * @description Keycloak's id; null where nobody has the name that was typed
             */
            account_id: string | null;
            /** Address */
            address: string | null;
            /** Client */
            client: string | null;
            /**
             * Error
             * @description Keycloak's word for what was wrong; null where it went well
             */
            error: string | null;
            /**
             * Happened At
             * Format: date-time
             */
            happened_at: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "LOGIN" | "LOGIN_ERROR" | "LOGOUT" | "LOGOUT_ERROR" | "CODE_TO_TOKEN_ERROR" | "REFRESH_TOKEN_ERROR" | "CLIENT_LOGIN_ERROR" | "UPDATE_CREDENTIAL" | "UPDATE_CREDENTIAL_ERROR" | "REMOVE_CREDENTIAL" | "REMOVE_CREDENTIAL_ERROR" | "USER_DISABLED_BY_TEMPORARY_LOCKOUT" | "USER_DISABLED_BY_PERMANENT_LOCKOUT";
            /** Person Id */
            person_id: string | null;
        };
        /** SignedOutView */
        SignedOutView: {
            /**
             * Everywhere
             * @description False where the identity provider did not answer: its own session may go on
             */
            everywhere: boolean;
        };
        /** StrongSignInView */
        StrongSignInView: {
            /** Acr */
            acr: string | null;
            /**
             * Is Strong
             * @description Whether the way of signing in counts as strong; acts also ask for it to be recent
             */
            is_strong: boolean;
            /** Signed In At */
            signed_in_at: string | null;
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
    choose_assignment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActingRequest"];
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
    backchannel_logout: {
        parameters: {
            query?: never;
            header?: never;
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
                content?: never;
            };
            /** @description The token is refused */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        error: string;
                        error_description: string;
                    };
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
    sign_in_finished: {
        parameters: {
            query?: {
                state?: string | null;
                code?: string | null;
                error?: string | null;
                iss?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A page that says it */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description A page that says it */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
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
    choose_language: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LanguageRequest"];
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
    sign_in: {
        parameters: {
            query?: {
                return_to?: string | null;
                language?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A page that says it */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
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
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
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
                    "application/json": components["schemas"]["SignedOutView"];
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
    me: {
        parameters: {
            query?: never;
            header?: never;
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
                    "application/json": components["schemas"]["MeView"];
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
    refresh_access: {
        parameters: {
            query?: never;
            header?: never;
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
                    "application/json": components["schemas"]["SessionView"];
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
    get_sign_in_events: {
        parameters: {
            query?: {
                kind?: ("LOGIN" | "LOGIN_ERROR" | "LOGOUT" | "LOGOUT_ERROR" | "CODE_TO_TOKEN_ERROR" | "REFRESH_TOKEN_ERROR" | "CLIENT_LOGIN_ERROR" | "UPDATE_CREDENTIAL" | "UPDATE_CREDENTIAL_ERROR" | "REMOVE_CREDENTIAL" | "REMOVE_CREDENTIAL_ERROR" | "USER_DISABLED_BY_TEMPORARY_LOCKOUT" | "USER_DISABLED_BY_PERMANENT_LOCKOUT")[] | null;
                person_id?: string | null;
                since?: string | null;
                until?: string | null;
                /** @description Items per page. */
                limit?: number;
                /** @description `next` of the page before. */
                cursor?: string | null;
            };
            header?: never;
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
                    "application/json": components["schemas"]["Page_SignInEventView_"];
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
}
