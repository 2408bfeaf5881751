import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { usePolling } from './polling'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks nothing while nobody is signed in', () => {
  let asked = 0
  let signedIn = true
  const page = mount({ setup: () => usePolling(() => asked++, 5_000, () => signedIn), template: '<p />' })
  vi.advanceTimersByTime(10_000)
  expect(asked).toBe(2)
  signedIn = false
  vi.advanceTimersByTime(60_000)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(asked).toBe(2)
  signedIn = true
  vi.advanceTimersByTime(5_000)
  expect(asked).toBe(3)
  page.unmount()
})
