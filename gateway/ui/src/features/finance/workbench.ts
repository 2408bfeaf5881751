import type { Candidate, Line, Source } from './queries'

/** Which lines one manual match would take: payouts of the channel against one credit of the bank. */
export interface Picked {
  bank: string | null
  funds: string[]
  /** Bank credit plus payouts; payouts are negative, so 0 is level. Null while there is nothing to add up. */
  remainder: number | null
}

export function pick(source: Source, line: Line | undefined, extra: readonly Line[], candidates: readonly Candidate[]): Picked {
  const lines = candidates.filter(({ kind }) => kind === 'line')
  if (!line || !lines.length || source === 'trade') return { bank: null, funds: [], remainder: null }
  const together = source === 'fund' ? [line, ...extra.filter(({ id }) => id !== line.id)] : [line]
  const remainder = [...together, ...lines].reduce((sum, one) => sum + one.amount_fen, 0)
  if (source === 'bank') return { bank: line.id, funds: lines.map(({ id }) => id), remainder }
  const bank = lines.length === 1 ? (lines[0]?.id ?? null) : null
  return { bank, funds: together.map(({ id }) => id), remainder }
}

/** The one candidate nobody would argue about: same amount and in time, and no other like it. */
export function suggestion(candidates: readonly Candidate[]): Candidate | null {
  const sure = candidates.filter(
    ({ kind, facts }) => kind === 'line' && facts.every(({ code, agrees }) => agrees || (code !== 'amount' && code !== 'next_day')),
  )
  return sure.length === 1 ? (sure[0] ?? null) : null
}
