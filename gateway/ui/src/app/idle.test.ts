import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { show } from '@/kit/testing'

const MINUTE_MS = 60_000

/** The server as the portal meets it: one session, which signing out ends. */
const server = { signedIn: true, reachable: true, asked: [] as string[] }

vi.stubGlobal('fetch', (request: Request) => {
  const path = new URL(request.url).pathname
  server.asked.push(path)
  if (!server.reachable) return Promise.resolve(new Response(null, { status: 503 }))
  if (path === '/auth/logout') {
    server.signedIn = false
    return Promise.resolve(Response.json({ everywhere: true }))
  }
  if (!server.signedIn) return Promise.resolve(Response.json({ code: 'sso.not_signed_in' }, { status: 401 }))
  return Promise.resolve(Response.json(ME))
})

const ME = {
  person_id: 'somebody',
  name: '王芳',
  assignments: [],
  acting: null,
  language: 'zh-CN',
  session: { access_expires_at: '2026-03-16T08:05:00Z', session_ends_at: '2026-03-16T08:20:00Z' },
  strong_sign_in: { acr: null, signed_in_at: null, is_strong: false },
}

async function signedIn() {
  const { useIdentity } = await import('@/app/identity')
  const IdleGuard = (await import('@/app/IdleGuard.vue')).default
  const pinia = createPinia()
  setActivePinia(pinia)
  const identity = useIdentity(pinia)
  await identity.load()
  const guard = show(IdleGuard)
  return { identity, guard }
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-16T08:00:00Z') })
  Object.assign(server, { signedIn: true, reachable: true, asked: [] })
})
afterEach(() => {
  document.body.innerHTML = ''
  localStorage.clear()
  vi.useRealTimers()
})

describe('a page that nobody touches', () => {
  it('ends the session at the server after twenty minutes, and opens to nobody who has not signed in', async () => {
    const { identity, guard } = await signedIn()
    await vi.advanceTimersByTimeAsync(20 * MINUTE_MS)
    expect(identity.state).toBe('expired')
    expect(server.signedIn).toBe(false)
    expect(await identity.signedInAgain()).toBe(false)
    expect(identity.state).toBe('expired')
    server.signedIn = true
    expect(await identity.signedInAgain()).toBe(true)
    expect(identity.state).toBe('in')
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(identity.state).toBe('in')
    guard.unmount()
  })

  it('stays locked while the server cannot be told, and tells it as soon as it can', async () => {
    const { identity, guard } = await signedIn()
    server.reachable = false
    await vi.advanceTimersByTimeAsync(20 * MINUTE_MS)
    expect(await identity.signedInAgain()).toBe(false)
    server.reachable = true
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(server.signedIn).toBe(false)
    expect(await identity.signedInAgain()).toBe(false)
    const told = server.asked.filter((path) => path === '/auth/logout').length
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(server.asked.filter((path) => path === '/auth/logout')).toHaveLength(told)
    guard.unmount()
  })

  it('is not opened by the touch that wakes the machine', async () => {
    const { identity, guard } = await signedIn()
    vi.setSystemTime(new Date('2026-03-16T08:30:00Z'))
    window.dispatchEvent(new Event('pointerdown'))
    await flushPromises()
    expect(identity.state).toBe('expired')
    expect(server.signedIn).toBe(false)
    guard.unmount()
  })

  it('lets what is asked meanwhile wait for the sign-in', async () => {
    const { identity, guard } = await signedIn()
    await vi.advanceTimersByTimeAsync(20 * MINUTE_MS)
    const asked = identity.renew()
    server.signedIn = true
    await identity.signedInAgain()
    expect(await asked).toBe(true)
    guard.unmount()
  })
})

describe('a page that somebody touches', () => {
  it('stays open, and so do the other windows of the portal', async () => {
    const { identity, guard } = await signedIn()
    for (let minutes = 0; minutes < 60; minutes += 10) {
      await vi.advanceTimersByTimeAsync(10 * MINUTE_MS)
      window.dispatchEvent(new Event('keydown'))
    }
    await vi.advanceTimersByTimeAsync(10 * MINUTE_MS)
    // Another window writes it.
    localStorage.setItem('kehou-touched-at', String(Date.now()))
    await vi.advanceTimersByTimeAsync(15 * MINUTE_MS)
    expect(identity.state).toBe('in')
    expect(server.asked).not.toContain('/auth/logout')
    guard.unmount()
  })
})
