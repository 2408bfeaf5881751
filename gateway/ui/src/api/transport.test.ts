import { afterEach, describe, expect, it, vi } from 'vitest'

import { send, useSession } from './transport'

const STRONGER = { 'www-authenticate': 'Bearer error="insufficient_user_authentication"' }

function answering(...statuses: number[]) {
  const seen: Request[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    seen.push(request)
    return Promise.resolve(answer(statuses[Math.min(seen.length, statuses.length) - 1] ?? 200))
  })
  return seen
}

/** A negative 401 asks for a stronger sign-in. */
function answer(status: number) {
  return new Response(null, status < 0 ? { status: -status, headers: STRONGER } : { status })
}

function signedIn(renews: boolean, stepsUp = false) {
  let asked = 0
  useSession({
    acting: () => 'finance-officer@/3401/340104',
    language: () => 'zh-CN',
    renew: () => {
      asked++
      return Promise.resolve(renews)
    },
    stepUp: () => {
      asked += 10
      return Promise.resolve(stepsUp)
    },
  })
  return () => asked
}

afterEach(() => vi.unstubAllGlobals())

describe('every request', () => {
  it('says in which assignment and language it acts, and can be traced', async () => {
    signedIn(true)
    const seen = answering(200)
    await send(new Request('http://x/api'))
    const request = seen[0]
    expect(request?.headers.get('kehou-acting')).toBe('finance-officer@/3401/340104')
    expect(request?.headers.get('accept-language')).toBe('zh-CN')
    expect(request?.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  })

  it('keeps the assignment that was named for it', async () => {
    signedIn(true)
    const seen = answering(200)
    await send(new Request('http://x/api', { headers: { 'kehou-acting': 'auditor@/3401' } }))
    expect(seen[0]?.headers.get('kehou-acting')).toBe('auditor@/3401')
  })

  it('is sent again with its body once the session is renewed', async () => {
    const asked = signedIn(true)
    const seen = answering(401, 201)
    const answer = await send(new Request('http://x/api', { method: 'POST', body: 'all of it' }))
    expect(answer.status).toBe(201)
    expect(asked()).toBe(1)
    expect(await seen[1]?.text()).toBe('all of it')
  })

  it('gives the refusal back where nobody signs in, and asks only once', async () => {
    const asked = signedIn(false)
    answering(401)
    expect((await send(new Request('http://x/api'))).status).toBe(401)
    expect(asked()).toBe(1)
  })

  it('is sent again, key and body, once the person has signed in strongly', async () => {
    const asked = signedIn(false, true)
    const seen = answering(-401, 201)
    const request = new Request('http://x/api', { method: 'POST', body: 'the act', headers: { 'idempotency-key': 'k' } })
    expect((await send(request)).status).toBe(201)
    expect(asked()).toBe(10)
    expect(await seen[1]?.text()).toBe('the act')
    expect(seen[1]?.headers.get('idempotency-key')).toBe('k')
  })

  it('asks for a strong sign-in after a renewed one, and gives the refusal back where there is none', async () => {
    const asked = signedIn(true)
    answering(401, -401)
    expect((await send(new Request('http://x/api'))).status).toBe(401)
    expect(asked()).toBe(11)
  })
})
