import { describe, expect, it } from 'vitest'

import { firstPage, LETTERS, mayOpen, menuOf, openPages, ROLES } from './roles'

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
    expect(linked.map(({ page }) => page)).toEqual(['school/board', 'staff/roles', 'staff/links'])
  })

  it('name each group once', () => {
    const groups = menuOf('school-accountant').map(({ group }) => group)
    expect(groups).toEqual(['books', 'finance'])
  })

  it('lead by a letter of its own to each page that is built', () => {
    expect(new Set(Object.values(LETTERS)).size).toBe(Object.keys(LETTERS).length)
    expect(openPages('principal')).toEqual(['school/board', 'staff/roles', 'staff/links', 'all/notices', 'all/account'])
    expect(openPages('class-teacher')).toEqual(['home', 'all/notices', 'all/account'])
  })

  it('let only those change roles who have a say in them', () => {
    expect(ROLES.filter((role) => mayOpen(role, 'staff/roles'))).toEqual([
      'system-administrator', 'city-officer', 'auditor', 'district-officer', 'principal', 'school-administrator',
    ])
  })

  it('let the market office alone confirm who a vendor is, and the applicant alone withdraw', () => {
    expect(ROLES.filter((role) => mayOpen(role, 'market/claims'))).toEqual(['market-officer'])
    expect(ROLES.filter((role) => mayOpen(role, 'vendor/claims'))).toEqual(['vendor-applicant'])
  })

  it('have nothing for a role nobody knows', () => {
    expect(menuOf('emperor')).toEqual([])
    expect(firstPage('emperor')).toBe('home')
  })
})
