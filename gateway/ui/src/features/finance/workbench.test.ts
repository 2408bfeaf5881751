import { describe, expect, it } from 'vitest'

import type { Candidate, Line } from './queries'
import { pick, suggestion } from './workbench'

function line(id: string, amountFen: number): Line {
  return { id, amount_fen: amountFen } as Line
}

function candidate(id: string, amountFen: number, kind = 'line', agrees = true): Candidate {
  const facts = [{ code: 'amount', agrees, params: {} }, { code: 'next_day', agrees: true, params: {} }, { code: 'number', agrees: false, params: {} }]
  return { id, amount_fen: amountFen, kind, label: id, on: '2026-03-05', facts }
}

describe('a match by hand', () => {
  it('is level where the payouts make the bank credit, to the fen', () => {
    expect(pick('bank', line('b', 300), [], [candidate('f1', -100), candidate('f2', -200)])).toEqual({ bank: 'b', funds: ['f1', 'f2'], remainder: 0 })
    expect(pick('bank', line('b', 300), [], [candidate('f1', -299)]).remainder).toBe(1)
  })

  it('takes several payouts against one credit from the other side', () => {
    expect(pick('fund', line('f1', -100), [line('f2', -200)], [candidate('b', 300)])).toEqual({ bank: 'b', funds: ['f1', 'f2'], remainder: 0 })
  })

  it('names no bank line where two are ticked', () => {
    expect(pick('fund', line('f1', -100), [], [candidate('b1', 50), candidate('b2', 50)]).bank).toBeNull()
  })

  it('never takes a bill for a line', () => {
    expect(pick('bank', line('b', 300), [], [candidate('bill', 300, 'bill')]).remainder).toBeNull()
  })
})

describe('a suggestion', () => {
  it('is the only one of that amount and day', () => {
    expect(suggestion([candidate('a', 1), candidate('b', 2, 'line', false)])?.id).toBe('a')
    expect(suggestion([candidate('a', 1), candidate('b', 1)])).toBeNull()
    expect(suggestion([])).toBeNull()
  })
})
