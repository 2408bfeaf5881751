import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { ApiProblem } from '@/api/problem'
import { follow } from './upload'

type Answer = () => Response

const running: Answer = () => Response.json({ finished_at: null, done: 1 })
const done: Answer = () => Response.json({ finished_at: '2026-04-01T08:00:00Z', done: 2 })
const down: Answer = () => new Response(null, { status: 503 })
const gone: Answer = () => Response.json({ code: 'chassis.operation_not_found', detail: '' }, { status: 404 })
const offline: Answer = () => {
  throw new TypeError('no network')
}

/** Answers in turn, the last one again and again. */
function answering(...answers: Answer[]) {
  let asked = 0
  vi.stubGlobal('fetch', async () => (answers[Math.min(asked++, answers.length - 1)] ?? done)())
  return () => asked
}

function following() {
  const told: string[] = []
  const ended = follow(
    'some-operation',
    (operation) => told.push(`done ${operation.done}`),
    (silent) => told.push(silent ? 'silent' : 'answered'),
    new AbortController().signal,
  ).then(
    (operation) => operation.done,
    (problem: unknown) => (problem instanceof ApiProblem ? problem.code : 'unknown'),
  )
  return { told, ended }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('following an import', () => {
  it('goes on though a service is down or the network is away for a while, and says so', async () => {
    answering(running, down, offline, done)
    const { told, ended } = following()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await ended).toBe(2)
    expect(told).toEqual(['answered', 'done 1', 'silent', 'silent', 'answered', 'done 2'])
  })

  it('stops at once where the answer is final', async () => {
    const asked = answering(running, gone)
    const { ended } = following()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await ended).toBe('chassis.operation_not_found')
    expect(asked()).toBe(2)
  })

  it('waits some ten minutes for an answer, and not for ever', async () => {
    answering(down)
    const { ended } = following()
    await vi.advanceTimersByTimeAsync(15 * 60_000)
    expect(await ended).toBe('portal.service_down')
  })
})
