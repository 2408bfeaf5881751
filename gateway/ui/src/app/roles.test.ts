import { describe, expect, it } from 'vitest'

import { firstPage, mayOpen, menuOf, ROLES } from './roles'

describe('menus', () => {
  it('begin on a page that the role has', () => {
    for (const role of ROLES) expect(mayOpen(role, firstPage(role)), role).toBe(true)
  })

  it('give every role something to see, in its order', () => {
    for (const role of ROLES) expect(menuOf(role).flatMap(({ rows }) => rows).length, role).toBeGreaterThan(0)
    expect(menuOf('finance-officer')[0]?.rows.map(({ page }) => page)).toEqual([
      'finance/recon', 'finance/exceptions', 'finance/close', 'finance/subsidy', 'finance/payments', 'finance/reports',
    ])
  })

  it('link only what is built', () => {
    const linked = menuOf('principal').flatMap(({ rows }) => rows).filter(({ built }) => built)
    expect(linked.map(({ page }) => page)).toEqual(['school/board'])
  })

  it('have nothing for a role nobody knows', () => {
    expect(menuOf('emperor')).toEqual([])
    expect(firstPage('emperor')).toBe('home')
  })
})
