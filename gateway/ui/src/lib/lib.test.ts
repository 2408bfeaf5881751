import { describe, expect, it } from 'vitest'

import { formatCount, formatShare, tellGroup } from './counts'
import { clockTime, isoDate, proseDate } from './dates'
import { formatFen, parseYuan, shortFen, sumFen } from './money'

describe('money', () => {
  it('reads back what it writes, to the last fen', () => {
    for (let fen = -100_000; fen < 100_000; fen += 37) expect(parseYuan(formatFen(fen))).toBe(fen)
  })

  it('writes thousands, zero, minus and the unknown', () => {
    expect(formatFen(123_456)).toBe('1,234.56')
    expect(formatFen(0)).toBe('0.00')
    expect(formatFen(-12_000)).toBe('−120.00')
    expect(formatFen(null)).toBe('—')
  })

  it('refuses parts of a fen', () => {
    expect(() => formatFen(1.5)).toThrow(RangeError)
    expect(parseYuan('1.234')).toBeNull()
    expect(parseYuan('十二')).toBeNull()
  })

  it('shortens for tiles without losing the scale', () => {
    expect(shortFen(64_500_000_000)).toEqual({ figure: '6.45', scale: 'yi' })
    expect(shortFen(64_500_000_00 / 1000)).toEqual({ figure: '64,500.00', scale: 'one' })
    expect(shortFen(123_456_789_00 / 10)).toEqual({ figure: '1,234.57', scale: 'wan' })
  })

  it('adds up', () => {
    expect(sumFen([1, 2, 3])).toBe(6)
  })
})

describe('counts', () => {
  it('says all only when it is all, and none only when it is none', () => {
    expect(formatShare(1035, 1200)).toBe('86.3%')
    expect(formatShare(99_999, 100_000)).toBe('99.9%')
    expect(formatShare(1, 100_000)).toBe('0.1%')
    expect(formatShare(0, 5)).toBe('0.0%')
    expect(formatShare(5, 5)).toBe('100.0%')
    expect(formatShare(0, 0)).toBeNull()
  })

  it('hides small groups', () => {
    expect(tellGroup(null)).toBe('—')
    expect(tellGroup(0)).toBe('0')
    expect(formatCount(1203)).toBe('1,203')
  })
})

describe('dates', () => {
  it('are those of Shanghai', () => {
    expect(isoDate('2026-08-31T16:30:00Z')).toBe('2026-09-01')
    expect(clockTime('2026-08-31T16:30:05Z')).toBe('00:30:05')
  })

  it('are written for people', () => {
    expect(proseDate('2026-09-01', 'zh-CN')).toBe('9月1日（周二）')
    expect(proseDate('2026-09-01', 'en')).toMatch(/^Tue 1 Sept? 2026$/)
  })
})
