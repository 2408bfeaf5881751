import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'

/** The server as the portal meets it: who is signed in there, how and when. */
const server = { person: 'somebody', at: '2026-03-16T08:00:00Z', strong: true }

vi.stubGlobal('fetch', () =>
  Promise.resolve(
    Response.json({
      person_id: server.person,
      name: null,
      assignments: [],
      acting: null,
      language: 'zh-CN',
      session: { access_expires_at: '2026-03-16T08:01:00Z', session_ends_at: '2026-03-16T08:20:00Z' },
      strong_sign_in: { acr: 'strong', signed_in_at: server.at, is_strong: server.strong },
    }),
  ),
)

async function waiting() {
  const { useIdentity } = await import('@/app/identity')
  const pinia = createPinia()
  setActivePinia(pinia)
  const identity = useIdentity(pinia)
  await identity.load()
  const answers: boolean[] = []
  const asked = [identity.stepUp(), identity.stepUp()].map((each) => each.then((answer) => answers.push(answer)))
  return { identity, answers, asked }
}

beforeEach(() => Object.assign(server, { person: 'somebody', at: '2026-03-16T08:00:00Z', strong: true }))

describe('an act that needs a strong sign-in', () => {
  it('goes on by a later strong sign-in of the same person, with whatever else waits for it', async () => {
    const { identity, answers, asked } = await waiting()
    expect(await identity.signedInAgain()).toBe(false)
    Object.assign(server, { at: '2026-03-16T08:12:00Z', strong: false })
    expect(await identity.signedInAgain()).toBe(false)
    expect(identity.stepping).toBe(true)
    server.strong = true
    expect(await identity.signedInAgain()).toBe(true)
    await Promise.all(asked)
    expect(answers).toEqual([true, true])
    expect(identity.stepping).toBe(false)
  })

  it('is refused where the person stays as before, and can be begun again', async () => {
    const { identity, answers, asked } = await waiting()
    identity.stayAsBefore()
    await Promise.all(asked)
    expect(answers).toEqual([false, false])
    void identity.stepUp()
    expect(identity.stepping).toBe(true)
  })

  it('is never done in the name of somebody else', async () => {
    const assign = vi.fn()
    vi.stubGlobal('location', { assign })
    const { identity, answers } = await waiting()
    Object.assign(server, { person: 'another', at: '2026-03-16T08:12:00Z' })
    expect(await identity.signedInAgain()).toBe(false)
    expect(answers).toEqual([])
    expect(assign).toHaveBeenCalledWith('/')
  })
})
