import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

import { act, auth } from '@/api/clients'
import { mayOpen } from '@/app/roles'
import type { components } from '@/api/generated/sso'

export type Me = components['schemas']['MeView']
export type AssignmentView = components['schemas']['AssignmentView']

type State = 'unknown' | 'out' | 'in' | 'expired' | 'unreachable'

const CHANNEL = 'kehou-sign-in'

export const useIdentity = defineStore('identity', () => {
  const me = ref<Me | null>(null)
  const state = ref<State>('unknown')
  const acting = ref<AssignmentView | null>(null)
  const endsAt = ref(0)
  let waiting: { promise: Promise<boolean>; settle: (signedIn: boolean) => void } | null = null
  /** An act waits for a strong sign-in; what is done by then is kept. */
  const stepping = ref(false)
  let stronger: { promise: Promise<boolean>; settle: (signedIn: boolean) => void } | null = null
  let renewing: Promise<boolean> | null = null
  let unended = false
  let ending: Promise<void> | null = null

  const role = computed(() => acting.value?.role ?? '')
  const assignments = computed(() => me.value?.assignments ?? [])

  async function load(): Promise<void> {
    try {
      const { data, response } = await auth.GET('/auth/me')
      if (data) {
        me.value = data
        endsAt.value = Date.parse(data.session.session_ends_at)
        acting.value = data.assignments.find(({ assignment }) => assignment === data.acting) ?? data.assignments[0] ?? null
        state.value = 'in'
      } else {
        state.value = response.status === 401 ? 'out' : 'unreachable'
      }
    } catch {
      state.value = 'unreachable'
    }
  }

  /** A fresh access cookie: one request however many ask; where the session is over, signing in over the page. */
  function renew(): Promise<boolean> {
    if (state.value !== 'in') return state.value === 'expired' ? askSignIn() : Promise.resolve(false)
    renewing ??= refresh().finally(() => (renewing = null))
    return renewing
  }

  async function refresh(): Promise<boolean> {
    const { data, response } = await auth.POST('/auth/refresh')
    if (data) {
      endsAt.value = Date.parse(data.session_ends_at)
      return true
    }
    return response.status === 401 ? askSignIn() : false
  }

  function askSignIn(): Promise<boolean> {
    state.value = 'expired'
    waiting ??= pending()
    return waiting.promise
  }

  /** True once the same person has signed in with a second factor just now; however many acts wait, they are asked once. */
  function stepUp(): Promise<boolean> {
    if (state.value !== 'in') return Promise.resolve(false)
    stepping.value = true
    stronger ??= pending()
    return stronger.promise
  }

  function stayAsBefore(): void {
    endStep(false)
  }

  function endStep(signedIn: boolean): void {
    stepping.value = false
    stronger?.settle(signedIn)
    stronger = null
  }

  /** Somebody signed in in another window: go on where we stopped if it is the same person, else begin anew. */
  async function signedInAgain(): Promise<boolean> {
    if (stepping.value && state.value === 'in') return steppedUp()
    if (state.value !== 'expired' || !(await endLocked())) return false
    const { data } = await auth.GET('/auth/me')
    if (!data) return false
    if (data.person_id !== me.value?.person_id) {
      window.location.assign('/')
      return false
    }
    me.value = data
    endsAt.value = Date.parse(data.session.session_ends_at)
    state.value = 'in'
    waiting?.settle(true)
    waiting = null
    return true
  }

  async function steppedUp(): Promise<boolean> {
    const former = me.value?.strong_sign_in.signed_in_at ?? ''
    const { data } = await auth.GET('/auth/me')
    if (!data) return false
    if (data.person_id !== me.value?.person_id) {
      window.location.assign('/')
      return false
    }
    const { is_strong, signed_in_at } = data.strong_sign_in
    if (!is_strong || !signed_in_at || signed_in_at <= former) return false
    me.value = data
    endsAt.value = Date.parse(data.session.session_ends_at)
    endStep(true)
    return true
  }

  /** The assignment an address is about: the one acted in, else another of the same organisation, best one that has the page. */
  function actAt(code: string, page: string): boolean {
    const there = assignments.value.filter(({ path }) => codeOf(path) === code)
    const chosen =
      there.find((each) => each.assignment === acting.value?.assignment && mayOpen(each.role, page)) ??
      there.find((each) => mayOpen(each.role, page)) ??
      there[0]
    if (!chosen) return false
    acting.value = chosen
    return true
  }

  async function choose(assignment: AssignmentView): Promise<void> {
    acting.value = assignment
    await auth.POST('/auth/acting', { body: { assignment: assignment.assignment } })
  }

  async function signOut(): Promise<void> {
    await act(auth.POST('/auth/logout'))
    me.value = null
    state.value = 'out'
  }

  /** Nobody is at the page: its session ends at the server, too, and whoever comes signs in over what was typed. */
  function lock(): void {
    if (state.value === 'in') {
      unended = true
      void askSignIn()
    }
    void endLocked()
  }

  /** True where no locked session goes on at the server; one that could not be ended is tried again when next asked. */
  async function endLocked(): Promise<boolean> {
    if (!unended) return true
    ending ??= auth
      .POST('/auth/logout')
      .then(({ response }) => void (unended = !response.ok))
      .catch(() => undefined)
      .finally(() => (ending = null))
    await ending
    return !unended
  }

  if (typeof BroadcastChannel !== 'undefined') {
    new BroadcastChannel(CHANNEL).addEventListener('message', () => void signedInAgain())
  }

  return {
    me,
    state,
    stepping,
    acting,
    role,
    assignments,
    endsAt,
    load,
    renew,
    refresh,
    stepUp,
    stayAsBefore,
    signedInAgain,
    actAt,
    choose,
    signOut,
    lock,
  }
})

function pending() {
  let settle: (signedIn: boolean) => void = () => undefined
  const promise = new Promise<boolean>((resolve) => (settle = resolve))
  return { promise, settle }
}

/** Tell every other window of this portal that somebody has signed in. */
export function announceSignIn(): void {
  new BroadcastChannel(CHANNEL).postMessage('signed-in')
}

/** The last part of an organisation's path: `2134010001`, for families and vendors the whole without its slash. */
export function codeOf(path: string): string {
  return path.split('/').filter(Boolean).at(-1) ?? ''
}
