import { PiniaColada } from '@pinia/colada'
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { Component } from 'vue'

import { type Me, useIdentity } from '@/app/identity'
import { byRole, show } from '@/kit/testing'
import shell from '@/locales/zh-CN/shell.json'
import kernel from '@/locales/zh-CN/problems/kernel.json'
import staff from './locales/zh-CN.json'
import AccountPage from './AccountPage.vue'
import LinksPage from './LinksPage.vue'
import NoticesPage from './NoticesPage.vue'
import RolesPage from './RolesPage.vue'

const ME = '0190a000-0000-7000-8000-000000000001'
const OTHER = '0190a000-0000-7000-8000-000000000002'
const SCHOOL = '/3401/340104/2134010001'
const CHANGE = {
  id: '0190b000-0000-7000-8000-000000000001', kind: 'grant', person_id: OTHER, person_name: '李晓明', version: 3,
  assignment: `school-cashier@${SCHOOL}`, starts_on: '2026-03-02', ends_on: null, suspended: false, reason: '接替出纳',
  state: 'proposed', proposed_by: OTHER, proposed_by_name: '王建国', proposed_at: '2026-03-01T01:20:00Z',
  allowed_actions: ['confirm', 'refuse'],
  held: [{ assignment: `duty-teacher@${SCHOOL}`, starts_on: '2026-02-01', ends_on: null, suspended: false }],
}
let asked: { request: Request; body: string }[] = []
let answers: Record<string, { status: number; body: unknown }> = {}

beforeEach(() => {
  asked = []
  answers = {}
  vi.stubGlobal('fetch', async (request: Request) => {
    const body = request.method === 'GET' ? '' : await request.text()
    asked.push({ request, body })
    const path = new URL(request.url).pathname.replace('/api/staffing/v1', '')
    const { status, body: said } = answers[`${request.method} ${path}`] ?? { status: 200, body: {} }
    return new Response(JSON.stringify(said), { status, headers: { 'content-type': 'application/json' } })
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

async function open(page: Component, path: string, items: unknown[], role = '') {
  answers[`GET ${path}`] = { status: 200, body: { items, next: null } }
  const pinia = createPinia()
  setActivePinia(pinia)
  useIdentity().me = { person_id: ME } as Me
  useIdentity().acting = { assignment: `${role}@${SCHOOL}`, role, path: SCHOOL }
  const words = { ...shell, staff, problem: { kernel } }
  const i18n = createI18n({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': words } })
  const shown = show(page, { global: { plugins: [pinia, PiniaColada, i18n] } })
  await flushPromises()
  return shown
}

describe('changes of roles', () => {
  it('are confirmed as they were shown, before and after', async () => {
    const page = await open(RolesPage, '/role-changes', [CHANGE])
    const rows = page.findAll('tbody tr').map((row) => row.text().replaceAll(/\s+/g, ' '))
    expect(rows[0]).toContain('出纳')
    expect(rows[0]).toContain('不担任2026-03-02 起')
    expect(rows[1]).toContain('2026-02-01 起不变')
    expect(page.text()).toContain('提出人：王建国')
    byRole(page.element, 'button', '确认授予').click()
    await flushPromises()
    const act = asked.find(({ request }) => request.method === 'POST')
    expect(act?.request.url).toContain(`/role-changes/${CHANGE.id}/decision`)
    expect([act?.request.headers.get('if-match'), act?.body]).toEqual(['"3"', '{"decision":"confirm"}'])
    expect(page.text()).toContain('已确认：授予李晓明岗位：出纳')
  })

  it('keep the key of an act for its retry, and say why it was not done', async () => {
    const page = await open(RolesPage, '/role-changes', [CHANGE])
    const refusal = { code: 'kernel.precondition_failed', detail: '', params: {} }
    answers[`POST /role-changes/${CHANGE.id}/decision`] = { status: 412, body: refusal }
    for (let time = 0; time < 2; time += 1) {
      byRole(page.element, 'button', '不予确认').click()
      await flushPromises()
    }
    const acts = asked.filter(({ request }) => request.method === 'POST')
    expect(new Set(acts.map(({ request }) => request.headers.get('idempotency-key'))).size).toBe(1)
    expect([acts.length, acts[0]?.body]).toEqual([2, '{"decision":"refuse"}'])
    expect(page.text()).toContain(kernel.precondition_failed)
  })

  it.each([
    ['您是提出人', { proposed_by: ME, allowed_actions: ['refuse'] }, '撤回申请'],
    ['涉及您本人', { person_id: ME, allowed_actions: [] }, null],
    ['上级岗位', { allowed_actions: [] }, null],
  ])('say why one does not confirm: %s', async (why, more, button) => {
    const page = await open(RolesPage, '/role-changes', [{ ...CHANGE, ...more }])
    expect(page.text()).toContain(why)
    expect(page.findAll('button').map((one) => one.text())).toEqual(button ? [button] : [])
  })
})

const LINK = {
  id: CHANGE.id, person_id: OTHER, account_id: CHANGE.id, reason: '亦为学生家长', state: 'proposed', version: 2, asked_by: OTHER,
  asked_at: '2026-03-01T01:20:00Z', person_name: '李晓明', account_name: '', asked_by_name: '李晓明',
}

describe('accounts of one person', () => {
  it('are confirmed by who stands above, as they were shown', async () => {
    const page = await open(LinksPage, '/account-links', [LINK], 'principal')
    byRole(page.element, 'button', '确认是同一人').click()
    await flushPromises()
    const act = asked.find(({ request }) => request.method === 'POST')
    expect(act?.request.url).toContain(`/account-links/${LINK.id}/decision`)
    expect([act?.request.headers.get('if-match'), act?.body]).toEqual(['"2"', '{"decision":"confirm"}'])
  })

  it.each([
    ['school-administrator', {}, []],
    ['auditor', { state: 'linked' }, []],
    ['principal', { account_id: ME }, []],
    ['principal', { asked_by: ME }, ['撤回申请']],
    ['district-officer', { state: 'linked' }, ['申请解除']],
  ])('offer a %s what is theirs: %o', async (role, more, buttons) => {
    const page = await open(LinksPage, '/account-links', [{ ...LINK, ...more }], role)
    expect(page.findAll('button').map((one) => one.text())).toEqual(buttons)
  })

  it('are stated by the person, with a whole number and a reason', async () => {
    const page = await open(AccountPage, '/me/account-links', [])
    expect(page.text()).toContain(ME)
    await page.get('#account').setValue('0190')
    await page.get('form').trigger('submit')
    expect(asked.filter(({ request }) => request.method === 'POST')).toEqual([])
    expect(page.text()).toContain(staff.account_malformed)
    await page.get('#account').setValue(` ${OTHER.toUpperCase()} `)
    await page.get('#why').setValue('亦为学生家长')
    await page.get('form').trigger('submit')
    await flushPromises()
    const act = asked.find(({ request }) => request.method === 'POST')
    expect(JSON.parse(act?.body ?? '')).toEqual({ account_id: OTHER, reason: '亦为学生家长' })
    expect(page.text()).toContain(staff.link_stated)
  })
})

describe('notices', () => {
  it('tell what was changed, of whom, and of oneself as such', async () => {
    const told = { id: OTHER, person_name: '李晓明', assignment: CHANGE.assignment, told_at: '2026-03-01T01:20:00Z' }
    const page = await open(NoticesPage, '/me/notices', [
      { ...told, id: ME, person_id: ME, kind: 'granted' },
      { ...told, person_id: OTHER, kind: 'suspended' },
    ])
    const lines = page.findAll('li').map((one) => one.text())
    expect(lines[0]).toContain('您已获得岗位：出纳')
    expect(lines[1]).toContain('李晓明的岗位已暂停：出纳')
    expect(lines[1]).toContain('09:20:00')
  })

  it('say so where nothing was changed', async () => {
    expect((await open(NoticesPage, '/me/notices', [])).text()).toContain(staff.notices_none)
  })
})
