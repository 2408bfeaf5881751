import { PiniaColada } from '@pinia/colada'
import { flushPromises } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { Component } from 'vue'

import { byRole, show } from '@/kit/testing'
import shell from '@/locales/zh-CN/shell.json'
import kernel from '@/locales/zh-CN/problems/kernel.json'
import vendor from './locales/zh-CN.json'
import ClaimsPage from './ClaimsPage.vue'
import OwnClaimsPage from './OwnClaimsPage.vue'

const ID = '0190c000-0000-7000-8000-000000000001'
const licence = {
  id: '0190c000-0000-7000-8000-000000000002', kind: 'business', number: '3401', issued_by: '蜀山区', scope: '', state: 'waiting',
  valid_from: '2024-01-01', valid_until: '2034-01-01',
}
const claim = {
  id: ID, uscc: '91340104MA2U00002J', name: '童艺公司', platform_number: 'P1', bank_name: '工行', account_suffix: '5678',
  state: 'waiting', refusal_reason: '', version: 4, registrant: '张慧', registered_at: '2026-02-20T01:00:00Z', licences: [licence],
}
let acts: { request: Request; body: string }[] = []
let refusal: unknown = null

beforeEach(() => {
  acts = []
  refusal = null
})

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.innerHTML = ''
})

async function open(page: Component, items: unknown[]) {
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'GET') return new Response(JSON.stringify({ items, next: null }))
    acts.push({ request, body: await request.text() })
    return new Response(JSON.stringify(refusal ?? {}), { status: refusal ? 412 : 200 })
  })
  const i18n = createI18n({
    legacy: false, locale: 'zh-CN', messages: { 'zh-CN': { ...shell, vendor, problem: { kernel } } },
  })
  const shown = show(page, { global: { plugins: [createPinia(), PiniaColada, i18n] } })
  await flushPromises()
  return shown
}

async function press(name: string): Promise<void> {
  byRole(document.body, 'button', name).click()
  await flushPromises()
}

describe('a registration that waits', () => {
  it('is confirmed on the licence that was looked at, and once the registrant was made sure of', async () => {
    const page = await open(ClaimsPage, [claim])
    expect(page.text()).toContain('张慧')
    await press('确认登记')
    expect(acts).toEqual([])
    expect(page.text()).toContain('请先核实经办人，再勾选。')
    await page.get('input[type=checkbox]').setValue(true)
    await press('确认登记')
    expect(acts[0]?.request.url).toContain(`/vendors/${ID}/confirmation`)
    expect(JSON.parse(acts[0]?.body ?? '')).toEqual({ licence_id: licence.id, registrant_acts_for_vendor: true })
    expect(acts[0]?.request.headers.get('If-Match')).toBe('"4"')
    expect(page.text()).toContain('已确认：童艺公司')
  })

  it('is confirmed on none of several licences by itself, and on no licence that was refused', async () => {
    const other = { ...licence, id: '0190c000-0000-7000-8000-000000000003' }
    const page = await open(ClaimsPage, [{ ...claim, licences: [licence, other] }])
    await page.get('input[type=checkbox]').setValue(true)
    await press('确认登记')
    expect(page.text()).toContain('请选择所依据的营业执照。')
    page.unmount()
    const bare = await open(ClaimsPage, [{ ...claim, licences: [{ ...licence, state: 'refused' }] }])
    expect(bare.text()).toContain('还没有可用的营业执照')
    expect(bare.text()).not.toContain('确认登记')
    expect(acts).toEqual([])
  })

  it('is refused with a reason, as it was shown', async () => {
    const page = await open(ClaimsPage, [claim])
    await press('不予确认')
    const dialog = page.get('dialog')
    await dialog.get('form').trigger('submit')
    expect(acts).toEqual([])
    await dialog.get('input').setValue('经办人不是该公司的人')
    await dialog.get('form').trigger('submit')
    await flushPromises()
    expect(acts[0]?.request.url).toContain(`/vendors/${ID}/refusal`)
    expect([acts[0]?.request.headers.get('if-match'), acts[0]?.body]).toEqual(['"4"', '{"reason":"经办人不是该公司的人"}'])
  })
})

describe('registrations of my own', () => {
  it('are withdrawn after a second look, under one key, and say why they were not', async () => {
    const page = await open(OwnClaimsPage, [claim])
    refusal = { code: 'kernel.precondition_failed', detail: '', params: {} }
    await press('撤回登记')
    expect(acts).toEqual([])
    await press('撤回登记')
    await press('撤回登记')
    expect(acts.map(({ request }) => request.headers.get('if-match'))).toEqual(['"4"', '"4"'])
    expect(new Set(acts.map(({ request }) => request.headers.get('idempotency-key'))).size).toBe(1)
    expect(page.text()).toContain(kernel.precondition_failed)
  })

  it('tell the reason where one was refused, and offer nothing once they have ended', async () => {
    const page = await open(OwnClaimsPage, [{ ...claim, state: 'refused', refusal_reason: '经办人不符' }])
    expect(page.text()).toContain('未通过')
    expect(page.text()).toContain('原因：经办人不符')
    expect(page.findAll('button')).toEqual([])
  })
})
