export type Tone = 'none' | 'info' | 'wait' | 'warn' | 'danger' | 'ok'

/** Every status word of the portal and its tone; the words are `status.<key>` in the locale files. */
export const TONES = {
  draft: 'none', not_started: 'none', blocked: 'none', done: 'none', expired: 'none', withdrawn: 'none',
  cancelled: 'none', closed: 'none',
  submitted: 'info', in_publicity: 'info', running: 'info', refunding: 'info',
  needs_approval: 'wait', suggested: 'wait', waitlisted: 'wait', disputed: 'wait',
  todo: 'warn', unpaid: 'warn', part_paid: 'warn', returned: 'warn', alternative: 'warn', unmatched: 'warn',
  suspense: 'warn', due_soon: 'warn', stale: 'warn',
  problem: 'danger', overdue: 'danger', not_approved: 'danger', suspended: 'danger', removed: 'danger',
  failed: 'danger', anomaly: 'danger',
  approved: 'ok', in_force: 'ok', placed: 'ok', paid: 'ok', waived: 'ok', refunded: 'ok', matched: 'ok',
  present: 'ok', handed_over: 'ok',
} as const satisfies Record<string, Tone>

export type StatusKey = keyof typeof TONES
