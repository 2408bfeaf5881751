// Generated from billing's openapi.json by `npm run types`.

export interface paths {
    "/v1/accounting-unit-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what is wanted of units, or was done to them, the newest first */
        get: operations["get_unit_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounting-unit-changes/{change_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change of a unit, before and after */
        get: operations["get_unit_change"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounting-unit-changes/{change_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a change in force, as another person */
        post: operations["post_unit_change_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounting-unit-changes/{change_id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn a change down */
        post: operations["post_unit_change_rejection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounting-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the accounting units one may see */
        get: operations["get_accounting_units"];
        put?: never;
        post?: never;
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
    "/v1/bill-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List bill runs */
        get: operations["get_bill_runs"];
        put?: never;
        /** Bill everybody who agreed and was not billed yet */
        post: operations["post_bill_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bill-runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a bill run stands */
        get: operations["get_bill_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bill-runs/{run_id}/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a run did not charge, each with its reason */
        get: operations["get_refusals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List bills: a guardian's own children's, else those of one's schools */
        get: operations["get_bills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{bill_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One bill */
        get: operations["get_bill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{bill_id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every line of a bill with pack, version, rule and source */
        get: operations["get_bill_explanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{bill_id}/payment-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Order a payment of a bill */
        post: operations["post_payment_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{bill_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What pays a bill, or is said to, and how far its proof goes */
        get: operations["get_bill_payments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/budget-claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claim waivers or channel fees from the budget */
        post: operations["post_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what does not agree, with owner and age */
        get: operations["get_exceptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/{exception_id}/resolution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose how an exception is closed */
        post: operations["post_resolution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/{exception_id}/resolution/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to a resolution, as another person */
        post: operations["post_resolution_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/accounting-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose what a workbook says of units */
        post: operations["post_accounting_units"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take over a list of waivers */
        post: operations["post_waiver_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Debits, credits and balance of each account of a unit */
        get: operations["get_balances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List matched lines with the reason of each match */
        get: operations["get_matches"];
        put?: never;
        /** Match a bank credit with the channel's payouts by hand */
        post: operations["post_match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/matches/{line_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a match apart, leaving a trace */
        delete: operations["delete_match"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/months/{unit}/{month}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a month for good */
        post: operations["post_close"];
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
    "/v1/payment-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List payment orders, of a day or of a bill */
        get: operations["get_payment_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments-due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What must move and no statement has shown yet */
        get: operations["get_payments_due"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments-due/{number}/payee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read in full whom a payment goes to; it goes on record */
        post: operations["post_payee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/price-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List price notices */
        get: operations["get_price_notices"];
        put?: never;
        /** Draft a price notice */
        post: operations["post_price_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/price-notices/{notice_id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a price notice */
        post: operations["post_publication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List units and months with how far they are */
        get: operations["get_reconciliations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations/{unit}/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bank against books, and what keeps the month open */
        get: operations["get_reconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations/{unit}/{month}/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a month's balance statement */
        post: operations["post_signature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations/{unit}/{month}/statement.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 银行存款余额调节表 as a workbook */
        get: operations["get_balance_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List refunds with their calculation */
        get: operations["get_refunds"];
        put?: never;
        /** Prepare the refund of an ended service */
        post: operations["post_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{refund_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One refund with its calculation */
        get: operations["get_refund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{refund_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject a refund, as another person */
        post: operations["post_refund_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{refund_id}/preparation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take over a refund that the system proposed */
        post: operations["post_refund_preparation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List settlements of one's schools, or of one's own vendor */
        get: operations["get_settlements"];
        put?: never;
        /** Settle a contract's confirmed lessons up to a month */
        post: operations["post_settlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{settlement_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One settlement */
        get: operations["get_settlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{settlement_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree with a settlement, as the vendor */
        post: operations["post_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{settlement_id}/lessons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The confirmed lessons a settlement pays */
        get: operations["get_lessons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{settlement_id}/pay-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The payment as a workbook for the cashier
         * @description The file holds the whole account number, so that giving it is recorded.
         */
        post: operations["post_pay_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{settlement_id}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a settlement be paid, as another person */
        post: operations["post_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List statement lines of a unit */
        get: operations["get_statement_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-lines/{line_id}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a line may belong to, with the facts */
        get: operations["get_candidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statement-lines/{line_id}/party": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read in full who the bank says it was; that is on record */
        post: operations["post_party"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List statements, the newest first */
        get: operations["get_statements"];
        put?: never;
        /** Announce a statement by its hash */
        post: operations["post_statement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statement_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One statement: parts received, counts, or what is wrong with it */
        get: operations["get_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statement_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a file into the books, as another person than who sent it */
        post: operations["post_statement_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statement_id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a statement that is complete */
        post: operations["post_statement_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statement_id}/parts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Send one part; sending it again replaces it */
        put: operations["put_statement_part"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statement_id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn a file away, as another person than who sent it */
        post: operations["post_statement_rejection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subsidies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List subsidies and claims */
        get: operations["get_subsidies"];
        put?: never;
        /** Calculate a school's subsidy with its roll */
        post: operations["post_subsidy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subsidies/{subsidy_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One subsidy or claim */
        get: operations["get_subsidy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subsidies/{subsidy_id}/roll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was counted, with attendances */
        get: operations["get_roll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List waivers */
        get: operations["get_waivers"];
        put?: never;
        /** Apply for a waiver */
        post: operations["post_waiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/waivers/{waiver_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grant or refuse a waiver */
        post: operations["post_waiver_decision"];
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
        /** AccountBalanceView */
        AccountBalanceView: {
            /** Account */
            account: string;
            /** Balance Fen */
            balance_fen: number;
            /** Credit Fen */
            credit_fen: number;
            /** Debit Fen */
            debit_fen: number;
            /** Unit Code */
            unit_code: string;
        };
        /** AmountSeen */
        AmountSeen: {
            /**
             * Amount Fen
             * @description What the settlement was shown to pay.
             */
            amount_fen: number;
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
        /** BillExplanationView */
        BillExplanationView: {
            bill: components["schemas"]["BillView"];
            /** Lines */
            lines: components["schemas"]["BillLineView"][];
        };
        /** BillLineView */
        BillLineView: {
            /** Amount Fen */
            amount_fen: number;
            /** Explanation */
            explanation: {
                [key: string]: string;
            };
            /** Financed By */
            financed_by: string | null;
            /** Kind */
            kind: string;
            /** Lessons Delivered */
            lessons_delivered: number;
            /** Lessons Planned */
            lessons_planned: number;
            /** Line No */
            line_no: number;
            /**
             * Placement Id
             * Format: uuid
             */
            placement_id: string;
            /** Product */
            product: string;
            /** Title */
            title: string;
        };
        /** BillRunRequest */
        BillRunRequest: {
            /**
             * Scope Path
             * @description The school or district that is billed.
             */
            scope_path: string;
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
        };
        /** BillRunStarted */
        BillRunStarted: {
            /**
             * Operation Id
             * Format: uuid
             */
            operation_id: string;
            /**
             * Run Id
             * Format: uuid
             */
            run_id: string;
        };
        /** BillRunView */
        BillRunView: {
            /** Amount Fen */
            amount_fen: number | null;
            /**
             * Billed On
             * Format: date
             */
            billed_on: string;
            /** Bills */
            bills: number | null;
            /** Due Fen */
            due_fen: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Operation Id */
            operation_id: string | null;
            /** Refused */
            refused: number | null;
            /** Scope Path */
            scope_path: string;
            /** State */
            state: string;
            /** Term */
            term: string;
            /** Waived Fen */
            waived_fen: number | null;
        };
        /** BillView */
        BillView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Amount Fen */
            amount_fen: number | null;
            /** Due Fen */
            due_fen: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Number */
            number: string;
            /** Paid Fen */
            paid_fen: number;
            /** Proof */
            proof: string;
            /** Proven Fen */
            proven_fen: number;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** Pupil Name */
            pupil_name?: string | null;
            /** Refunded Fen */
            refunded_fen: number;
            /** Reported Fen */
            reported_fen: number;
            /**
             * Run Id
             * Format: uuid
             */
            run_id: string;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Still Due Fen */
            still_due_fen: number;
            /** Term */
            term: string;
            /** Unit Code */
            unit_code: string;
            /** Waived Fen */
            waived_fen: number | null;
        };
        /** BlockerView */
        BlockerView: {
            /** Code */
            code: string;
            /** Count */
            count: number;
            /** Detail */
            detail: string;
        };
        /** Body_post_accounting_units */
        Body_post_accounting_units: {
            /** File */
            file: string;
        };
        /** Body_post_waiver_list */
        Body_post_waiver_list: {
            /** File */
            file: string;
        };
        /** CandidateView */
        CandidateView: {
            /** Amount Fen */
            amount_fen: number;
            /** Facts */
            facts: components["schemas"]["FactView"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Label */
            label: string;
            /**
             * On
             * Format: date
             */
            on: string;
        };
        /** ChangeConfirmation */
        ChangeConfirmation: {
            /**
             * Digest
             * @description Of the difference that was shown.
             */
            digest: string;
        };
        /** ChangeRejection */
        ChangeRejection: {
            /**
             * Digest
             * @description Of the difference that was shown.
             */
            digest: string;
            /** Reason */
            reason: string;
        };
        /** ClaimRequest */
        ClaimRequest: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "waivers" | "channel_fees";
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
            /** Unit Code */
            unit_code: string;
        };
        /** CloseRequest */
        CloseRequest: {
            /**
             * Digest
             * @description Of the balance statement as it was shown.
             */
            digest: string;
        };
        /** Created */
        Created: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /** Disclosure */
        Disclosure: {
            /** Reason */
            reason: string;
        };
        /** ExceptionView */
        ExceptionView: {
            /** Age Bucket */
            age_bucket: string;
            /** Age Days */
            age_days: number;
            /** Allowed Actions */
            allowed_actions: string[];
            /** Amount Fen */
            amount_fen: number;
            /** Automatic */
            automatic: boolean;
            /** Bill Id */
            bill_id: string | null;
            /** Bill Number */
            bill_number: string | null;
            /** Counterpart */
            counterpart: string | null;
            /** Counterpart Id */
            counterpart_id: string | null;
            /**
             * Found On
             * Format: date
             */
            found_on: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Identity */
            identity: string;
            /** Kind */
            kind: string;
            /**
             * Line Id
             * Format: uuid
             */
            line_id: string;
            /** Note */
            note: string | null;
            /** Owner Role */
            owner_role: string;
            /** Party */
            party: string | null;
            /** Payment Number */
            payment_number: string | null;
            /** Pays Fen */
            pays_fen: number | null;
            /** Proposed By */
            proposed_by: string | null;
            /** Purpose */
            purpose: string | null;
            /** Reason */
            reason: string | null;
            /** Reference */
            reference: string | null;
            /** Resolution */
            resolution: string | null;
            /** Resolutions */
            resolutions: string[];
            /** Source */
            source: string;
            /** State */
            state: string;
            /** Unit Code */
            unit_code: string;
            /** Version */
            version: number;
        };
        /**
         * FactView
         * @description One thing compared: what it is, whether it agrees, and by how much it does not.
         */
        FactView: {
            /** Agrees */
            agrees: boolean;
            /** Code */
            code: string;
            /** Params */
            params: {
                [key: string]: string | number;
            };
        };
        /**
         * FaultCode
         * @enum {string}
         */
        FaultCode: "billing.account_malformed" | "billing.account_of_another_unit" | "billing.amount_not_positive" | "billing.balance_does_not_run_on" | "billing.balances_do_not_add_up" | "billing.balances_missing" | "billing.cap_exceeded" | "billing.cell_empty" | "billing.claimed_count_differs" | "billing.claimed_sum_differs" | "billing.course_not_contracted" | "billing.direction_unknown" | "billing.encoding_broken" | "billing.headings_missing" | "billing.identity_missing" | "billing.name_differs" | "billing.not_a_date" | "billing.not_a_fee" | "billing.not_a_time" | "billing.not_an_amount" | "billing.organisation_unknown" | "billing.outside_own_organisation" | "billing.period_missing" | "billing.period_reversed" | "billing.price_differs_from_contract" | "billing.pupil_unknown" | "billing.row_outside_period" | "billing.row_too_long" | "billing.row_too_short" | "billing.row_twice" | "billing.row_unreadable" | "billing.school_of_another_district" | "billing.statement_of_another_unit" | "billing.statement_rejected" | "billing.status_unknown" | "billing.summary_differs" | "billing.summary_missing" | "billing.unit_change_waits" | "billing.unit_of_another_district" | "billing.waiver_class_unknown" | "chassis.cell_empty" | "chassis.cell_error" | "chassis.cell_invalid" | "chassis.cell_not_text" | "chassis.row_ragged" | "kernel.character_not_usable";
        /** FaultView */
        FaultView: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Params */
            params: {
                [key: string]: string | number;
            };
            /** Pointer */
            pointer: string;
        };
        /** ImportStarted */
        ImportStarted: {
            /**
             * Operation Id
             * Format: uuid
             */
            operation_id: string;
        };
        /** MatchRequest */
        MatchRequest: {
            /**
             * Bank Line Id
             * Format: uuid
             */
            bank_line_id: string;
            /** Fund Line Ids */
            fund_line_ids: string[];
            /** Reason */
            reason: string;
        };
        /**
         * MatchView
         * @description A matched line with the reasons of its match; its id is the line's.
         */
        MatchView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Amount Fen */
            amount_fen: number;
            /** Bill Id */
            bill_id: string | null;
            /**
             * Booked On
             * Format: date
             */
            booked_on: string;
            /** Facts */
            facts: components["schemas"]["FactView"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Identity */
            identity: string;
            /** Kind */
            kind: string;
            /** Proof */
            proof: string | null;
            /** Reference */
            reference: string | null;
            /** Rule */
            rule: string;
            /** Source */
            source: string;
            /** Target Id */
            target_id: string | null;
            /** Unit Code */
            unit_code: string;
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
        /** OrderRequest */
        OrderRequest: {
            /**
             * Amount Fen
             * @description What the bill was shown to ask for still.
             */
            amount_fen: number;
        };
        /**
         * OwedRefundView
         * @description A refund that was approved by the month's end, and what of it had not been paid by then.
         */
        OwedRefundView: {
            /** Amount Fen */
            amount_fen: number;
            /**
             * Approved On
             * Format: date
             */
            approved_on: string;
            /** Number */
            number: string;
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
        /** Page[BillRunView] */
        Page_BillRunView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["BillRunView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[BillView] */
        Page_BillView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["BillView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ExceptionView] */
        Page_ExceptionView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ExceptionView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[MatchView] */
        Page_MatchView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["MatchView"][];
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
        /** Page[PaymentDueView] */
        Page_PaymentDueView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["PaymentDueView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[PaymentOrderView] */
        Page_PaymentOrderView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["PaymentOrderView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[PriceNoticeView] */
        Page_PriceNoticeView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["PriceNoticeView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[ReconciliationListed] */
        Page_ReconciliationListed_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["ReconciliationListed"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[RefundView] */
        Page_RefundView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["RefundView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[RefusalView] */
        Page_RefusalView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["RefusalView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[RollEntryView] */
        Page_RollEntryView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["RollEntryView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[SettledLessonView] */
        Page_SettledLessonView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["SettledLessonView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[SettlementView] */
        Page_SettlementView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["SettlementView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[StatementLineView] */
        Page_StatementLineView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["StatementLineView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[StatementView] */
        Page_StatementView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["StatementView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[SubsidyView] */
        Page_SubsidyView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["SubsidyView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[UnitChangeView] */
        Page_UnitChangeView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["UnitChangeView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[UnitView] */
        Page_UnitView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["UnitView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /** Page[WaiverView] */
        Page_WaiverView_: {
            /** As Of */
            as_of?: string | null;
            /** Items */
            items: components["schemas"]["WaiverView"][];
            /** Next */
            next?: string | null;
            /** Total */
            total?: number | null;
        };
        /**
         * PartyView
         * @description Whom money came from or goes to, in full; that it was read is on record.
         */
        PartyView: {
            /** Account */
            account: string;
            /** Bank Name */
            bank_name: string;
            /** Name */
            name: string;
        };
        /** PaymentDueView */
        PaymentDueView: {
            /** Amount Fen */
            amount_fen: number;
            /** Direction */
            direction: string;
            /**
             * Due On
             * Format: date
             */
            due_on: string;
            /** Kind */
            kind: string;
            /** Number */
            number: string;
            /** Original Order Number */
            original_order_number: string | null;
            /** Payee */
            payee: string | null;
            /** Route */
            route: string;
            /**
             * Source Id
             * Format: uuid
             */
            source_id: string;
            /** State */
            state: string;
            /** Unit Code */
            unit_code: string;
        };
        /** PaymentOrderView */
        PaymentOrderView: {
            /** Amount Fen */
            amount_fen: number;
            /**
             * Bill Id
             * Format: uuid
             */
            bill_id: string;
            /** Bill Number */
            bill_number: string;
            /**
             * Created On
             * Format: date
             */
            created_on: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Merchant Number */
            merchant_number: string;
            /** Merchant Order Number */
            merchant_order_number: string;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Unit Code */
            unit_code: string;
        };
        /**
         * PaymentView
         * @description Money that pays a bill, or is said to: `way` is wechat or bank.
         */
        PaymentView: {
            /** Amount Fen */
            amount_fen: number;
            /** Number */
            number: string;
            /**
             * Paid On
             * Format: date
             */
            paid_on: string;
            /** Proof */
            proof: string;
            /** Way */
            way: string;
        };
        /** PreparationRequest */
        PreparationRequest: {
            /**
             * Amount Fen
             * @description What the refund was shown to pay out.
             */
            amount_fen: number;
        };
        /** PriceItemRequest */
        PriceItemRequest: {
            /** Consumables Fen */
            consumables_fen: number;
            /** Course Id */
            course_id?: string | null;
            /** Price Fen */
            price_fen: number;
            /** Product */
            product: string;
        };
        /** PriceItemView */
        PriceItemView: {
            /** Consumables Fen */
            consumables_fen: number;
            /** Course Id */
            course_id: string | null;
            /** Price Fen */
            price_fen: number;
            /** Product */
            product: string;
        };
        /** PriceNoticeRequest */
        PriceNoticeRequest: {
            /**
             * Basis
             * @description Document number on which the prices rest (R48).
             * @default
             */
            basis: string;
            /** Items */
            items: components["schemas"]["PriceItemRequest"][];
            /** School Path */
            school_path: string;
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
        };
        /** PriceNoticeView */
        PriceNoticeView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Basis */
            basis: string;
            /** Digest */
            digest: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** In Force On */
            in_force_on: string | null;
            /** In Force Provisional */
            in_force_provisional: boolean;
            /** Items */
            items: components["schemas"]["PriceItemView"][];
            /** Pack Id */
            pack_id: string;
            /** Pack Version */
            pack_version: string;
            /**
             * Prepared By
             * Format: uuid
             */
            prepared_by: string;
            /** Published On */
            published_on: string | null;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Term */
            term: string;
            /** Version */
            version: number;
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
        ProblemCode: "billing.account_still_holds_money" | "billing.accounting_units_faulty" | "billing.amounts_differ" | "billing.bill_not_found" | "billing.bill_refunded_already" | "billing.bill_run_not_found" | "billing.concerns_not_named" | "billing.contract_not_found" | "billing.counting_not_over" | "billing.exception_not_found" | "billing.exception_not_open" | "billing.line_not_matched" | "billing.line_not_open" | "billing.match_not_undoable" | "billing.month_is_closed" | "billing.month_not_as_shown" | "billing.month_not_over" | "billing.month_not_ready" | "billing.month_not_signed" | "billing.no_subsidy" | "billing.nothing_delivered" | "billing.nothing_due" | "billing.nothing_to_bill" | "billing.nothing_to_claim" | "billing.nothing_to_refund" | "billing.odd_file_needs_finance_officer" | "billing.party_not_known" | "billing.payment_order_not_found" | "billing.period_reversed" | "billing.placement_not_found" | "billing.plan_not_approved" | "billing.posting_not_positive" | "billing.posting_to_itself" | "billing.price_not_allowed" | "billing.price_notice_already_published" | "billing.price_notice_empty" | "billing.price_notice_missing" | "billing.price_notice_not_found" | "billing.pupil_unknown" | "billing.refund_already_decided" | "billing.refund_exceeds_payments" | "billing.refund_not_found" | "billing.refund_not_prepared" | "billing.resolution_does_not_fit" | "billing.school_without_unit" | "billing.service_still_running" | "billing.settlement_not_approved" | "billing.settlement_not_at_this_step" | "billing.settlement_not_found" | "billing.statement_already_imported" | "billing.statement_faulty" | "billing.statement_incomplete" | "billing.statement_line_not_found" | "billing.statement_not_as_shown" | "billing.statement_not_found" | "billing.statement_not_open" | "billing.statement_not_waiting" | "billing.statement_of_another_unit" | "billing.statement_part_wrong" | "billing.statement_size_wrong" | "billing.subsidy_calculated_before" | "billing.subsidy_not_found" | "billing.term_not_adopted" | "billing.unit_change_not_as_shown" | "billing.unit_change_not_found" | "billing.unit_change_not_waiting" | "billing.unit_changed_meanwhile" | "billing.unit_not_found" | "billing.vendor_not_in_standing" | "billing.waiver_already_decided" | "billing.waiver_not_found" | "billing.waiver_stands" | "billing.waivers_faulty" | "chassis.assignment_not_held" | "chassis.assignment_not_named" | "chassis.body_too_large" | "chassis.caller_not_allowed" | "chassis.cell_invalid" | "chassis.cursor_malformed" | "chassis.document_complete" | "chassis.document_empty" | "chassis.document_not_found" | "chassis.document_part_missing" | "chassis.document_part_unusable" | "chassis.document_too_large" | "chassis.file_empty" | "chassis.file_not_text" | "chassis.file_too_big" | "chassis.file_too_large" | "chassis.file_unreadable" | "chassis.files_waiting" | "chassis.heading_missing" | "chassis.heading_twice" | "chassis.idempotency_key_malformed" | "chassis.idempotency_key_missing" | "chassis.idempotency_key_reused" | "chassis.if_match_malformed" | "chassis.json_malformed" | "chassis.keys_unavailable" | "chassis.media_type_unsupported" | "chassis.method_not_allowed" | "chassis.not_a_scan" | "chassis.operation_not_found" | "chassis.operation_not_running" | "chassis.part_down" | "chassis.peer_failed" | "chassis.peer_refuses_us" | "chassis.peer_too_slow" | "chassis.peer_unavailable" | "chassis.precondition_required" | "chassis.request_invalid" | "chassis.request_refused" | "chassis.request_under_way" | "chassis.request_unreadable" | "chassis.role_not_allowed" | "chassis.route_not_found" | "chassis.rows_faulty" | "chassis.sheet_missing" | "chassis.sign_in_ended" | "chassis.strong_sign_in_required" | "chassis.token_expired" | "chassis.token_forged" | "chassis.token_key_unknown" | "chassis.token_malformed" | "chassis.token_missing" | "chassis.token_not_for_us" | "chassis.unauthenticated" | "chassis.unexpected" | "edge.bad_request" | "edge.foreign_origin" | "edge.headers_too_large" | "edge.not_found" | "edge.not_signed_in" | "edge.request_timeout" | "edge.timeout" | "edge.too_large" | "edge.too_many_requests" | "edge.unavailable" | "kernel.amount_changed" | "kernel.character_not_usable" | "kernel.content_changed" | "kernel.duty_of_another_role" | "kernel.first_person_missing" | "kernel.not_a_month" | "kernel.not_a_term" | "kernel.not_an_amount" | "kernel.not_an_assignment" | "kernel.not_an_organisation_path" | "kernel.outside_own_organisation" | "kernel.period_ends_before_it_starts" | "kernel.precondition_failed" | "kernel.same_person_twice" | "kernel.text_missing" | "rulebook.case_incomplete" | "rulebook.not_answered" | "rulebook.not_in_force" | "rulebook.pack_invalid" | "rulebook.parameters_invalid" | "rulebook.product_unknown" | "rulebook.refund_not_calculable" | "rulebook.total_missing" | "rulebook.waiver_class_unknown";
        /** PublicationRequest */
        PublicationRequest: {
            /**
             * Digest
             * @description That of the notice as it was shown.
             */
            digest: string;
        };
        /** Published */
        Published: {
            /**
             * In Force On
             * Format: date
             */
            in_force_on: string;
            /**
             * In Force Provisional
             * @description The holidays of all days until then are not announced yet.
             */
            in_force_provisional: boolean;
        };
        /** ReconciliationListed */
        ReconciliationListed: {
            /** Exceptions Open */
            exceptions_open: number;
            /** Lines */
            lines: number;
            /** Matched */
            matched: number;
            /** Month */
            month: string;
            /** Prepared By */
            prepared_by: string | null;
            /** Reviewed By */
            reviewed_by: string | null;
            /** State */
            state: string;
            /** Unit Code */
            unit_code: string;
            /** Unit Name */
            unit_name: string;
        };
        /** ReconciliationView */
        ReconciliationView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Bank Adjusted Fen */
            bank_adjusted_fen: number;
            /** Bank Fen */
            bank_fen: number;
            /** Bank Paid */
            bank_paid: components["schemas"]["UnreachedView"][];
            /** Bank Received */
            bank_received: components["schemas"]["UnreachedView"][];
            /** Blockers */
            blockers: components["schemas"]["BlockerView"][];
            /** Carried */
            carried: components["schemas"]["UnreachedView"][];
            /** Channel Closing Fen */
            channel_closing_fen: number;
            /** Channel Difference Fen */
            channel_difference_fen: number;
            /** Channel Ledger Fen */
            channel_ledger_fen: number;
            /** Difference Fen */
            difference_fen: number;
            /** Digest */
            digest: string;
            /** Exceptions Found */
            exceptions_found: number;
            /** Exceptions Open */
            exceptions_open: number;
            /** In Transit */
            in_transit: components["schemas"]["UnreachedView"][];
            /** Ledger Adjusted Fen */
            ledger_adjusted_fen: number;
            /** Ledger Fen */
            ledger_fen: number;
            /** Lines */
            lines: number;
            /** Matched */
            matched: number;
            /** Month */
            month: string;
            /** Open Lines */
            open_lines: number;
            /** Prepared By */
            prepared_by: string | null;
            /** Refunds Owed */
            refunds_owed: components["schemas"]["OwedRefundView"][];
            /** Refunds Owed Fen */
            refunds_owed_fen: number;
            /** Reviewed By */
            reviewed_by: string | null;
            /** Signatures Valid */
            signatures_valid: boolean;
            /** State */
            state: string;
            /** Unit Code */
            unit_code: string;
        };
        /** RefundDecision */
        RefundDecision: {
            /**
             * Amount Fen
             * @description What the refund was shown to pay out.
             */
            amount_fen: number;
            /** Approved */
            approved: boolean;
        };
        /** RefundLineView */
        RefundLineView: {
            /** Amount Fen */
            amount_fen: number;
            /** Explanation */
            explanation: {
                [key: string]: string;
            };
            /** Kind */
            kind: string;
            /** Line No */
            line_no: number;
            /** Planned */
            planned: number;
            /** To Budget Fen */
            to_budget_fen: number;
            /** Unserved */
            unserved: number;
        };
        /** RefundRequest */
        RefundRequest: {
            /**
             * Placement Id
             * Format: uuid
             */
            placement_id: string;
        };
        /** RefundView */
        RefundView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Amount Fen */
            amount_fen: number;
            /** Approved By */
            approved_by: string | null;
            /** Bill Id */
            bill_id: string | null;
            /** Cancelled Fen */
            cancelled_fen: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Lines */
            lines: components["schemas"]["RefundLineView"][];
            /** Number */
            number: string;
            /** Paid On */
            paid_on: string | null;
            /** Placement Id */
            placement_id: string | null;
            /**
             * Proposed By
             * Format: uuid
             */
            proposed_by: string;
            /** Pupil Id */
            pupil_id: string | null;
            /** Reason */
            reason: string;
            /** Route */
            route: string;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Term */
            term: string;
            /** To Budget Fen */
            to_budget_fen: number | null;
            /** Version */
            version: number;
        };
        /** RefusalView */
        RefusalView: {
            /** Amount Fen */
            amount_fen: number;
            /** Code */
            code: string;
            /** Explanation */
            explanation: {
                [key: string]: string;
            };
            /**
             * Placement Id
             * Format: uuid
             */
            placement_id: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** School Path */
            school_path: string;
        };
        /**
         * Resolution
         * @enum {string}
         */
        Resolution: "apply" | "assign" | "refund" | "expense" | "offset" | "returned" | "carry" | "cancel";
        /** ResolutionDecision */
        ResolutionDecision: {
            /**
             * Amount Fen
             * @description Of the exception as it was shown.
             */
            amount_fen: number;
            /** Approved */
            approved: boolean;
        };
        /**
         * ResolutionRequest
         * @description `assign` names the bill of money in or the payment of money out, `returned` the payment that came back, `offset`
         *     the exception it cancels out with.
         */
        ResolutionRequest: {
            /** Bill Id */
            bill_id?: string | null;
            /** Counterpart Id */
            counterpart_id?: string | null;
            /** Payment Number */
            payment_number?: string | null;
            /** Purpose */
            purpose?: string | null;
            /** Reason */
            reason: string;
            resolution: components["schemas"]["Resolution"];
        };
        /** RollEntryView */
        RollEntryView: {
            /** Attendances */
            attendances: number;
            /**
             * First On
             * Format: date
             */
            first_on: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
        };
        /**
         * SchoolMoveView
         * @description A school that leaves another unit's books for these.
         */
        SchoolMoveView: {
            /** From Unit */
            from_unit: string;
            /** School Path */
            school_path: string;
        };
        /** SettledLessonView */
        SettledLessonView: {
            /** Amount Fen */
            amount_fen: number;
            /**
             * Held On
             * Format: date
             */
            held_on: string;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
        };
        /** SettlementRequest */
        SettlementRequest: {
            /**
             * Contract Id
             * Format: uuid
             */
            contract_id: string;
            /**
             * Month
             * @example 2026-04
             */
            month: string;
        };
        /** SettlementView */
        SettlementView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Amount Fen */
            amount_fen: number;
            /** Approved By */
            approved_by: string | null;
            /** Confirmed By */
            confirmed_by: string | null;
            /**
             * Contract Id
             * Format: uuid
             */
            contract_id: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Lessons */
            lessons: number;
            /** Month */
            month: string;
            /** Number */
            number: string;
            /** Paid On */
            paid_on: string | null;
            /**
             * Prepared By
             * Format: uuid
             */
            prepared_by: string;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Unit Code */
            unit_code: string;
            /**
             * Vendor Id
             * Format: uuid
             */
            vendor_id: string;
            /** Version */
            version: number;
        };
        /** SignatureRequest */
        SignatureRequest: {
            /**
             * Digest
             * @description Of the balance statement as it was shown.
             */
            digest: string;
            /**
             * Signs As
             * @enum {string}
             */
            signs_as: "preparer" | "reviewer";
        };
        /**
         * StatementConfirmation
         * @description What was shown: the file's digest, and every concern that it is taken in spite of.
         */
        StatementConfirmation: {
            /** Concerns */
            concerns: string[];
            /** Sha256 */
            sha256: string;
        };
        /**
         * StatementKind
         * @enum {string}
         */
        StatementKind: "wechat_trade" | "wechat_fund_flow" | "bank_icbc";
        /** StatementLineView */
        StatementLineView: {
            /** Amount Fen */
            amount_fen: number;
            /** Balance Fen */
            balance_fen: number | null;
            /** Bill Id */
            bill_id: string | null;
            /**
             * Booked On
             * Format: date
             */
            booked_on: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Identity */
            identity: string;
            /** Kind */
            kind: string;
            /** Note */
            note?: string | null;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Reference */
            reference: string | null;
            /** Rule */
            rule: string | null;
            /** Source */
            source: string;
            /** State */
            state: string;
            /**
             * Statement Id
             * Format: uuid
             */
            statement_id: string;
            /** Target Id */
            target_id: string | null;
            /** Unit Code */
            unit_code: string;
        };
        /** StatementRejection */
        StatementRejection: {
            /** Reason */
            reason: string;
            /** Sha256 */
            sha256: string;
        };
        /** StatementRequest */
        StatementRequest: {
            /** Claimed Lines */
            claimed_lines?: number | null;
            /** Claimed Sum Fen */
            claimed_sum_fen?: number | null;
            /** File Name */
            file_name: string;
            kind: components["schemas"]["StatementKind"];
            /** Parts */
            parts: number;
            /** Sha256 */
            sha256: string;
            /** Size Bytes */
            size_bytes: number;
            /** Unit Code */
            unit_code: string;
        };
        /** StatementView */
        StatementView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Closing Fen */
            closing_fen: number | null;
            /** Concerns */
            concerns: string[];
            /** Confirmed As */
            confirmed_as: string | null;
            /** Confirmed At */
            confirmed_at: string | null;
            /** Confirmed By */
            confirmed_by: string | null;
            /** Exceptions */
            exceptions: number | null;
            /** Faults */
            faults: components["schemas"]["FaultView"][];
            /** File Name */
            file_name: string;
            /** First On */
            first_on: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Known */
            known: number | null;
            /** Last On */
            last_on: string | null;
            /** Lines */
            lines: number | null;
            /** Matched */
            matched: number | null;
            /** Opening Fen */
            opening_fen: number | null;
            /** Operation Id */
            operation_id: string | null;
            /** Parts */
            parts: number;
            /** Parts Received */
            parts_received: number[];
            /** Rows Read */
            rows_read: number | null;
            /** Sha256 */
            sha256: string;
            /** Size Bytes */
            size_bytes: number;
            /** State */
            state: string;
            /** Sum Fen */
            sum_fen: number | null;
            /** Unit Code */
            unit_code: string;
            /** Uploaded As */
            uploaded_as: string | null;
            /**
             * Uploaded At
             * Format: date-time
             */
            uploaded_at: string;
            /**
             * Uploaded By
             * Format: uuid
             */
            uploaded_by: string;
            /** Version */
            version: number;
        };
        /** SubsidyRequest */
        SubsidyRequest: {
            /** School Path */
            school_path: string;
            /**
             * Term
             * @example 2026-spring
             */
            term: string;
        };
        /** SubsidyView */
        SubsidyView: {
            /** Amount Fen */
            amount_fen: number;
            /** Counted By */
            counted_by: string | null;
            /** Explanation */
            explanation: {
                [key: string]: string;
            } | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Kind */
            kind: string;
            /** Number */
            number: string;
            /** Participants */
            participants: number;
            /** School Path */
            school_path: string | null;
            /** State */
            state: string;
            /** Term */
            term: string;
            /** Unit Code */
            unit_code: string;
        };
        /**
         * UnitChangeView
         * @description What somebody wants of a unit, or did to it; `before` is left out where the unit is new.
         */
        UnitChangeView: {
            after: components["schemas"]["UnitSideView"];
            /** Allowed Actions */
            allowed_actions: string[];
            before: components["schemas"]["UnitSideView"] | null;
            /** Changed */
            changed: string[];
            /** Code */
            code: string;
            /** Decided As */
            decided_as: string | null;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Digest */
            digest: string;
            /** District Path */
            district_path: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Proposed As */
            proposed_as: string;
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
            reason: string | null;
            /** Schools Moving */
            schools_moving: components["schemas"]["SchoolMoveView"][];
            /** State */
            state: string;
            /** Version */
            version: number;
        };
        /**
         * UnitSideView
         * @description A unit's particulars; of the account number those digits are shown that tell it from the one it replaces.
         */
        UnitSideView: {
            /** Account */
            account: string;
            /** Bank Name */
            bank_name: string;
            /** Holder */
            holder: string;
            /** Merchant Number */
            merchant_number: string;
            /** Name */
            name: string;
            /** School Paths */
            school_paths: string[];
        };
        /** UnitView */
        UnitView: {
            /** Account Suffix */
            account_suffix: string;
            /** Bank Name */
            bank_name: string;
            /** Code */
            code: string;
            /** District Path */
            district_path: string;
            /** Merchant Number */
            merchant_number: string;
            /** Name */
            name: string;
            /** School Paths */
            school_paths: string[];
        };
        /**
         * UnitsProposed
         * @description What the workbook would change; nothing of it is in force before a second person agrees.
         */
        UnitsProposed: {
            /** Changes */
            changes: components["schemas"]["UnitChangeView"][];
            /** Unchanged */
            unchanged: number;
        };
        /** UnreachedView */
        UnreachedView: {
            /** Amount Fen */
            amount_fen: number;
            /**
             * Booked On
             * Format: date
             */
            booked_on: string;
            /** Identity */
            identity: string;
            /** What */
            what: string;
        };
        /** WaiverDecision */
        WaiverDecision: {
            /** Granted */
            granted: boolean;
        };
        /** WaiverRequest */
        WaiverRequest: {
            /** Class Code */
            class_code: string;
            /**
             * Evidence
             * @description Number of the document that proves it.
             */
            evidence: string;
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
        /** WaiverView */
        WaiverView: {
            /** Allowed Actions */
            allowed_actions: string[];
            /** Class Code */
            class_code: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Pupil Id
             * Format: uuid
             */
            pupil_id: string;
            /** School Path */
            school_path: string;
            /** State */
            state: string;
            /** Term */
            term: string;
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
            /** Version */
            version: number;
        };
        /** WaiversImported */
        WaiversImported: {
            /** Known */
            known: number;
            /** Proposed */
            proposed: number;
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
    get_unit_changes: {
        parameters: {
            query?: {
                state?: ("proposed" | "confirmed" | "rejected") | null;
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
                    "application/json": components["schemas"]["Page_UnitChangeView_"];
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
    get_unit_change: {
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
                    "application/json": components["schemas"]["UnitChangeView"];
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
    post_unit_change_confirmation: {
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
                change_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeConfirmation"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitChangeView"];
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
    post_unit_change_rejection: {
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
                change_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRejection"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitChangeView"];
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
    get_accounting_units: {
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
                    "application/json": components["schemas"]["Page_UnitView_"];
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
    get_bill_runs: {
        parameters: {
            query?: {
                term?: string | null;
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
                    "application/json": components["schemas"]["Page_BillRunView_"];
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
    post_bill_run: {
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
                "application/json": components["schemas"]["BillRunRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillRunStarted"];
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
    get_bill_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                run_id: string;
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
                    "application/json": components["schemas"]["BillRunView"];
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
    get_refusals: {
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
                run_id: string;
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
                    "application/json": components["schemas"]["Page_RefusalView_"];
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
    get_bills: {
        parameters: {
            query?: {
                school?: string | null;
                term?: string | null;
                state?: string | null;
                /** @description Ask enrolment for the pupils' names; left out where it is down. */
                names?: boolean;
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
                    "application/json": components["schemas"]["Page_BillView_"];
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
    get_bill: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                bill_id: string;
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
                    "application/json": components["schemas"]["BillView"];
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
    get_bill_explanation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                bill_id: string;
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
                    "application/json": components["schemas"]["BillExplanationView"];
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
    post_payment_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                bill_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentOrderView"];
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
    get_bill_payments: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                bill_id: string;
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
                    "application/json": components["schemas"]["PaymentView"][];
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
                    "application/json": components["schemas"]["SubsidyView"];
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
    get_exceptions: {
        parameters: {
            query?: {
                unit?: string | null;
                state?: ("open" | "proposed" | "carried" | "resolved") | null;
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
                    "application/json": components["schemas"]["Page_ExceptionView_"];
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
    post_resolution: {
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
                exception_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolutionRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionView"];
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
    post_resolution_approval: {
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
                exception_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolutionDecision"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExceptionView"];
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
    post_accounting_units: {
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
                "multipart/form-data": components["schemas"]["Body_post_accounting_units"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitsProposed"];
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
    post_waiver_list: {
        parameters: {
            query: {
                term: string;
            };
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
                "multipart/form-data": components["schemas"]["Body_post_waiver_list"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiversImported"];
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
    get_balances: {
        parameters: {
            query: {
                unit: string;
                until?: string | null;
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
                    "application/json": components["schemas"]["AccountBalanceView"][];
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
    get_matches: {
        parameters: {
            query: {
                unit: string;
                source?: ("trade" | "fund" | "bank") | null;
                month?: string | null;
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
                    "application/json": components["schemas"]["Page_MatchView_"];
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
    post_match: {
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
                "application/json": components["schemas"]["MatchRequest"];
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
    delete_match: {
        parameters: {
            query: {
                reason: string;
            };
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                line_id: string;
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
    post_close: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                unit: string;
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationView"];
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
    get_payment_orders: {
        parameters: {
            query?: {
                on?: string | null;
                bill?: string | null;
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
                    "application/json": components["schemas"]["Page_PaymentOrderView_"];
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
    get_payments_due: {
        parameters: {
            query?: {
                on?: string | null;
                unit?: string | null;
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
                    "application/json": components["schemas"]["Page_PaymentDueView_"];
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
    post_payee: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Disclosure"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyView"];
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
    get_price_notices: {
        parameters: {
            query?: {
                school?: string | null;
                term?: string | null;
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
                    "application/json": components["schemas"]["Page_PriceNoticeView_"];
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
    post_price_notice: {
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
                "application/json": components["schemas"]["PriceNoticeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
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
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                notice_id: string;
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
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
    get_reconciliations: {
        parameters: {
            query?: {
                unit?: string | null;
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
                    "application/json": components["schemas"]["Page_ReconciliationListed_"];
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
    get_reconciliation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                unit: string;
                month: string;
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
                    "application/json": components["schemas"]["ReconciliationView"];
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
                unit: string;
                month: string;
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
                    "application/json": components["schemas"]["ReconciliationView"];
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
    get_balance_statement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                unit: string;
                month: string;
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
    get_refunds: {
        parameters: {
            query?: {
                term?: string | null;
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
                    "application/json": components["schemas"]["Page_RefundView_"];
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
    post_refund: {
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
                "application/json": components["schemas"]["RefundRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
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
    get_refund: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                refund_id: string;
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
                    "application/json": components["schemas"]["RefundView"];
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
    post_refund_approval: {
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
                refund_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundDecision"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
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
    post_refund_preparation: {
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
                refund_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreparationRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
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
    get_settlements: {
        parameters: {
            query?: {
                month?: string | null;
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
                    "application/json": components["schemas"]["Page_SettlementView_"];
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
    post_settlement: {
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
                "application/json": components["schemas"]["SettlementRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementView"];
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
    get_settlement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                settlement_id: string;
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
                    "application/json": components["schemas"]["SettlementView"];
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
            header: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The version that was shown and is edited or agreed to, like `"3"`. */
                "If-Match": string;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                settlement_id: string;
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
                    "application/json": components["schemas"]["SettlementView"];
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
    get_lessons: {
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
                settlement_id: string;
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
                    "application/json": components["schemas"]["Page_SettledLessonView_"];
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
                settlement_id: string;
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
    post_payment: {
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
                settlement_id: string;
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
                    "application/json": components["schemas"]["SettlementView"];
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
    get_statement_lines: {
        parameters: {
            query: {
                unit: string;
                source?: ("trade" | "fund" | "bank") | null;
                state?: ("open" | "matched" | "exception") | null;
                month?: string | null;
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
                    "application/json": components["schemas"]["Page_StatementLineView_"];
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
    get_candidates: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                line_id: string;
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
                    "application/json": components["schemas"]["CandidateView"][];
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
    post_party: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                line_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Disclosure"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartyView"];
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
    get_statements: {
        parameters: {
            query?: {
                unit?: string | null;
                kind?: components["schemas"]["StatementKind"] | null;
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
                    "application/json": components["schemas"]["Page_StatementView_"];
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
    post_statement: {
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
                "application/json": components["schemas"]["StatementRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementView"];
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
    get_statement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                statement_id: string;
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
                    "application/json": components["schemas"]["StatementView"];
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
    post_statement_confirmation: {
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
                statement_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatementConfirmation"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportStarted"];
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
    post_statement_import: {
        parameters: {
            query?: never;
            header?: {
                /** @description 8 to 128 visible characters, new for each intent, the same for its retries. */
                "idempotency-key"?: string | null;
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                statement_id: string;
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
                    "application/json": components["schemas"]["ImportStarted"];
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
    put_statement_part: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                statement_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
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
    post_statement_rejection: {
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
                statement_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatementRejection"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementView"];
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
    get_subsidies: {
        parameters: {
            query?: {
                term?: string | null;
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
                    "application/json": components["schemas"]["Page_SubsidyView_"];
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
    post_subsidy: {
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
                "application/json": components["schemas"]["SubsidyRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubsidyView"];
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
    get_subsidy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The assignment in which the request acts; may be left out by who holds exactly one. */
                "Kehou-Acting"?: string;
            };
            path: {
                subsidy_id: string;
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
                    "application/json": components["schemas"]["SubsidyView"];
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
                subsidy_id: string;
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
                    "application/json": components["schemas"]["Page_RollEntryView_"];
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
    get_waivers: {
        parameters: {
            query?: {
                term?: string | null;
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
                    "application/json": components["schemas"]["Page_WaiverView_"];
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
    post_waiver: {
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
                "application/json": components["schemas"]["WaiverRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
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
    post_waiver_decision: {
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
                waiver_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaiverDecision"];
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
}
