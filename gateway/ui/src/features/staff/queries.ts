import { useMutation, useQuery, useQueryCache } from '@pinia/colada'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'

import { act, read, staffing } from '@/api/clients'
import type { components } from '@/api/generated/staffing'

type Schemas = components['schemas']
export type RoleChange = Schemas['ListedChangeView']
export type Notice = Schemas['NoticeView']
export type Link = Schemas['ListedLinkView']
export type OwnLink = Schemas['LinkView']
export type LinkState = OwnLink['state']

const PAGE = 20
const root = ['staffing']

function placeOf(cursor: MaybeRefOrGetter<string>) {
  const at = toValue(cursor)
  return { limit: PAGE, ...(at ? { cursor: at } : {}) }
}

/** What waits for a second person. */
export function useRoleChanges(cursor: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'role-changes', toValue(cursor)],
    query: () => read(staffing.GET('/v1/role-changes', { params: { query: { state: 'proposed', ...placeOf(cursor) } } })),
  })
}

export function useNotices(cursor: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'notices', toValue(cursor)],
    query: () => read(staffing.GET('/v1/me/notices', { params: { query: placeOf(cursor) } })),
  })
}

/** Whose accounts are of one person, by where that stands. */
export function useLinks(state: MaybeRefOrGetter<LinkState>, cursor: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'links', toValue(state), toValue(cursor)],
    query: () => read(staffing.GET('/v1/account-links', { params: { query: { state: toValue(state), ...placeOf(cursor) } } })),
  })
}

export function useOwnLinks(cursor: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'own-links', toValue(cursor)],
    query: () => read(staffing.GET('/v1/me/account-links', { params: { query: placeOf(cursor) } })),
  })
}

export function useStateOwnLink() {
  return useActing(({ account, reason, key }: { account: string; reason: string; key: string }) =>
    act(
      staffing.POST('/v1/me/account-links', {
        params: { header: { 'idempotency-key': key } },
        body: { account_id: account, reason },
      }),
    ),
  )
}

export function useDecideLink() {
  return useActing(({ link, decision, key }: { link: Link; decision: 'confirm' | 'refuse'; key: string }) =>
    act(
      staffing.POST('/v1/account-links/{link_id}/decision', {
        params: { path: { link_id: link.id }, header: { 'idempotency-key': key, 'If-Match': `"${link.version}"` } },
        body: { decision },
      }),
    ),
  )
}

export function useEndLink() {
  return useActing(({ link, reason, key }: { link: Link; reason: string; key: string }) =>
    act(
      staffing.POST('/v1/account-links/{link_id}/ending', {
        params: { path: { link_id: link.id }, header: { 'idempotency-key': key, 'If-Match': `"${link.version}"` } },
        body: { reason },
      }),
    ),
  )
}

export interface Decided {
  change: RoleChange
  decision: 'confirm' | 'refuse'
  key: string
}

/** What is decided is what was on screen: a change decided or lifted meanwhile is not agreed to unseen. */
export function useDecideRoleChange() {
  return useActing(({ change, decision, key }: Decided) =>
    act(
      staffing.POST('/v1/role-changes/{change_id}/decision', {
        params: { path: { change_id: change.id }, header: { 'idempotency-key': key, 'If-Match': `"${change.version}"` } },
        body: { decision },
      }),
    ),
  )
}

function useActing<Vars>(mutation: (vars: Vars) => Promise<void>) {
  const cache = useQueryCache()
  const { mutateAsync, isLoading } = useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: root }) })
  return { run: mutateAsync, busy: computed(() => isLoading.value) }
}
