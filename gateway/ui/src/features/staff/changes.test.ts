import { describe, expect, it } from 'vitest'

import { linesOf } from './changes'
import type { RoleChange } from './queries'

const TEACHER = 'class-teacher@/3401/340104/2134010001'
const CASHIER = 'school-cashier@/3401/340104/2134010001'
const held = [{ assignment: TEACHER, starts_on: '2026-02-01', ends_on: null, suspended: false }]

function change(more: Partial<RoleChange>): RoleChange {
  return { kind: 'grant', assignment: CASHIER, starts_on: '2026-03-01', ends_on: null, held, ...more } as RoleChange
}

describe('a change of a role', () => {
  it('adds what is granted to what stays as it is', () => {
    const [granted, staying] = linesOf(change({}))
    expect([granted?.before, granted?.after?.starts_on, granted?.changes]).toEqual([null, '2026-03-01', true])
    expect([staying?.assignment, staying?.before, staying?.changes]).toEqual([TEACHER, staying?.after, false])
  })

  it('says how a role stood that is to end', () => {
    expect(linesOf(change({ kind: 'end', assignment: TEACHER, starts_on: null }))).toEqual([
      { assignment: TEACHER, before: held[0], after: null, changes: true },
    ])
  })

  it('shows a role that holds already and is given other dates', () => {
    const [renewed, ...others] = linesOf(change({ assignment: TEACHER, starts_on: '2026-09-01' }))
    expect([renewed?.before?.starts_on, renewed?.after?.starts_on, others.length]).toEqual(['2026-02-01', '2026-09-01', 0])
  })
})
