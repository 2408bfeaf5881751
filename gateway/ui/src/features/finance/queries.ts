import { useMutation, useQuery, useQueryCache } from '@pinia/colada'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'

import { act, billing, read } from '@/api/clients'
import type { components } from '@/api/generated/billing'

type Schemas = components['schemas']
export type Unit = Schemas['UnitView']
export type UnitChange = Schemas['UnitChangeView']
export type Reconciliation = Schemas['ReconciliationView']
export type Line = Schemas['StatementLineView']
export type Candidate = Schemas['CandidateView']
export type Match = Schemas['MatchView']
export type Exception = Schemas['ExceptionView']
export type Statement = Schemas['StatementView']
export type Operation = Schemas['OperationView']
export type Fact = Schemas['FactView']
export type Source = 'trade' | 'fund' | 'bank'
export type StatementKind = Schemas['StatementKind']
export type Resolution = Schemas['Resolution']

const PAGE = 50
const root = ['billing', 'recon']

export function useUnits() {
  return useQuery({ key: ['billing', 'units'], query: everyUnit })
}

async function everyUnit(): Promise<Unit[]> {
  const units: Unit[] = []
  let next: string | null | undefined
  do {
    const place = next ? { cursor: next } : {}
    const page = await read(billing.GET('/v1/accounting-units', { params: { query: { limit: 100, ...place } } }))
    units.push(...page.items)
    next = page.next
  } while (next)
  return units
}

export function useUnitChanges() {
  return useQuery({
    key: [...root, 'unit-changes'],
    query: () => read(billing.GET('/v1/accounting-unit-changes', { params: { query: { limit: 20 } } })),
  })
}

/** Months of a unit that have statements or postings, the newest first. */
export function useMonths(unit: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'months', toValue(unit)],
    query: async () => {
      const { items } = await read(billing.GET('/v1/reconciliations', { params: { query: { unit: toValue(unit), limit: 100 } } }))
      return items.map(({ month }) => month).sort((a, b) => (a < b ? 1 : -1))
    },
    enabled: () => toValue(unit) !== '',
  })
}

export function useReconciliation(unit: MaybeRefOrGetter<string>, month: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'figures', toValue(unit), toValue(month)],
    query: () =>
      read(billing.GET('/v1/reconciliations/{unit}/{month}', { params: { path: { unit: toValue(unit), month: toValue(month) } } })),
    enabled: () => toValue(unit) !== '' && toValue(month) !== '',
  })
}

interface Place {
  unit: string
  month: string
  source: Source
  cursor: string
}

function lineQuery({ unit, month, source, cursor }: Place) {
  return { unit, month, source, limit: PAGE, ...(cursor ? { cursor } : {}) }
}

export function useOpenLines(place: MaybeRefOrGetter<Place>) {
  return useQuery({
    key: () => [...root, 'open', { ...toValue(place) }],
    query: () => read(billing.GET('/v1/statement-lines', { params: { query: { ...lineQuery(toValue(place)), state: 'open' } } })),
  })
}

export function useMatches(place: MaybeRefOrGetter<Place>) {
  return useQuery({
    key: () => [...root, 'matches', { ...toValue(place) }],
    query: () => read(billing.GET('/v1/matches', { params: { query: lineQuery(toValue(place)) } })),
  })
}

export function useCandidates(line: MaybeRefOrGetter<string | null>) {
  return useQuery({
    key: () => [...root, 'candidates', toValue(line) ?? ''],
    query: () => askCandidates(toValue(line) ?? ''),
    enabled: () => Boolean(toValue(line)),
  })
}

export function askCandidates(line: string): Promise<Candidate[]> {
  return read(billing.GET('/v1/statement-lines/{line_id}/candidates', { params: { path: { line_id: line } } }))
}

export function useExceptions(unit: MaybeRefOrGetter<string>, state: MaybeRefOrGetter<string>, cursor: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'exceptions', toValue(unit), toValue(state), toValue(cursor)],
    query: () => {
      const chosen = toValue(state) as 'open' | 'proposed' | 'carried' | 'resolved' | ''
      const at = toValue(cursor)
      const query = { unit: toValue(unit), limit: PAGE, ...(chosen ? { state: chosen } : {}), ...(at ? { cursor: at } : {}) }
      return read(billing.GET('/v1/exceptions', { params: { query } }))
    },
    enabled: () => toValue(unit) !== '',
  })
}

export function useStatements(unit: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'statements', toValue(unit)],
    query: () => read(billing.GET('/v1/statements', { params: { query: { unit: toValue(unit), limit: 20 } } })),
    enabled: () => toValue(unit) !== '',
  })
}

/** Every figure of the page follows from every act on it, so all are asked for again. */
function useActing<Vars>(mutation: (vars: Vars) => Promise<void>) {
  const cache = useQueryCache()
  const { mutateAsync, isLoading } = useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: root }) })
  return { run: mutateAsync, busy: computed(() => isLoading.value) }
}

export function useRefreshAll(): () => Promise<unknown> {
  const cache = useQueryCache()
  return () => cache.invalidateQueries({ key: root })
}

export interface ByHand {
  bank: string
  funds: string[]
  reason: string
  key: string
}

export function useMatchByHand() {
  return useActing(({ bank, funds, reason, key }: ByHand) =>
    act(
      billing.POST('/v1/matches', {
        params: { header: { 'idempotency-key': key } },
        body: { bank_line_id: bank, fund_line_ids: funds, reason },
      }),
    ),
  )
}

export function useUndoMatch() {
  return useActing(({ line, reason, key }: { line: string; reason: string; key: string }) =>
    act(
      billing.DELETE('/v1/matches/{line_id}', {
        params: { path: { line_id: line }, query: { reason }, header: { 'idempotency-key': key } },
      }),
    ),
  )
}

/** What is decided is what was on screen: a proposal changed meanwhile is not agreed to unseen. */
function tagOf({ version }: { version: number }): string {
  return `"${version}"`
}

export function useConfirmStatement() {
  return useActing(({ statement, concerns, key }: { statement: Statement; concerns: string[]; key: string }) =>
    act(
      billing.POST('/v1/statements/{statement_id}/confirmation', {
        params: { path: { statement_id: statement.id }, header: { 'idempotency-key': key, 'If-Match': tagOf(statement) } },
        body: { sha256: statement.sha256, concerns },
      }),
    ),
  )
}

export function useRejectStatement() {
  return useActing(({ statement, reason, key }: { statement: Statement; reason: string; key: string }) =>
    act(
      billing.POST('/v1/statements/{statement_id}/rejection', {
        params: { path: { statement_id: statement.id }, header: { 'idempotency-key': key, 'If-Match': tagOf(statement) } },
        body: { sha256: statement.sha256, reason },
      }),
    ),
  )
}

export function useConfirmUnitChange() {
  return useActing(({ change, key }: { change: UnitChange; key: string }) =>
    act(
      billing.POST('/v1/accounting-unit-changes/{change_id}/confirmation', {
        params: { path: { change_id: change.id }, header: { 'idempotency-key': key, 'If-Match': tagOf(change) } },
        body: { digest: change.digest },
      }),
    ),
  )
}

export function useRejectUnitChange() {
  return useActing(({ change, reason, key }: { change: UnitChange; reason: string; key: string }) =>
    act(
      billing.POST('/v1/accounting-unit-changes/{change_id}/rejection', {
        params: { path: { change_id: change.id }, header: { 'idempotency-key': key, 'If-Match': tagOf(change) } },
        body: { digest: change.digest, reason },
      }),
    ),
  )
}

export interface Proposal {
  exception: Exception
  resolution: Resolution
  bill: string | null
  payment: string | null
  counterpart: string | null
  purpose: string | null
  reason: string
  key: string
}

export function usePropose() {
  return useActing(({ exception, resolution, bill, payment, counterpart, purpose, reason, key }: Proposal) =>
    act(
      billing.POST('/v1/exceptions/{exception_id}/resolution', {
        params: { path: { exception_id: exception.id }, header: { 'idempotency-key': key, 'If-Match': tagOf(exception) } },
        body: { resolution, bill_id: bill, payment_number: payment, counterpart_id: counterpart, purpose, reason },
      }),
    ),
  )
}

export function useDecide() {
  return useActing(({ exception, approved, key }: { exception: Exception; approved: boolean; key: string }) =>
    act(
      billing.POST('/v1/exceptions/{exception_id}/resolution/approval', {
        params: { path: { exception_id: exception.id }, header: { 'idempotency-key': key, 'If-Match': tagOf(exception) } },
        body: { approved, amount_fen: exception.amount_fen },
      }),
    ),
  )
}
