import { useMutation, useQuery, useQueryCache } from '@pinia/colada'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'

import { act, read, vendorRegistry } from '@/api/clients'
import type { components } from '@/api/generated/vendor-registry'

type Schemas = components['schemas']
export type Claim = Schemas['WaitingVendorView']
export type Vendor = Schemas['VendorView']
export type Licence = Schemas['LicenceView']

const PAGE = 20
const root = ['vendor-registry', 'claims']

function placeOf(cursor: MaybeRefOrGetter<string>) {
  const at = toValue(cursor)
  return { limit: PAGE, ...(at ? { cursor: at } : {}) }
}

/** Registrations that wait for the market office, the oldest first. */
export function useWaitingClaims(cursor: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'waiting', toValue(cursor)],
    query: () => read(vendorRegistry.GET('/v1/waiting-vendors', { params: { query: placeOf(cursor) } })),
  })
}

/** What oneself has registered. */
export function useOwnClaims(cursor: MaybeRefOrGetter<string>) {
  return useQuery({
    key: () => [...root, 'own', toValue(cursor)],
    query: () => read(vendorRegistry.GET('/v1/vendors', { params: { query: placeOf(cursor) } })),
  })
}

export function useConfirmClaim() {
  return useActing(({ claim, licence, key }: { claim: Claim; licence: Licence; key: string }) =>
    act(
      vendorRegistry.POST('/v1/vendors/{vendor_id}/confirmation', {
        params: { path: { vendor_id: claim.id }, header: { 'idempotency-key': key, 'If-Match': `"${claim.version}"` } },
        body: { licence_id: licence.id, registrant_acts_for_vendor: true },
      }),
    ),
  )
}

/** What ends is what was on screen: a licence filed meanwhile is looked at first. */
export function useRefuseClaim() {
  return useActing(({ claim, reason, key }: { claim: Claim; reason: string; key: string }) =>
    act(
      vendorRegistry.POST('/v1/vendors/{vendor_id}/refusal', {
        params: { path: { vendor_id: claim.id }, header: { 'idempotency-key': key, 'If-Match': `"${claim.version}"` } },
        body: { reason },
      }),
    ),
  )
}

export function useWithdrawClaim() {
  return useActing(({ vendor, key }: { vendor: Vendor; key: string }) =>
    act(
      vendorRegistry.POST('/v1/vendors/{vendor_id}/withdrawal', {
        params: { path: { vendor_id: vendor.id }, header: { 'idempotency-key': key, 'If-Match': `"${vendor.version}"` } },
      }),
    ),
  )
}

/** The scan of a licence, as the vendor filed it. */
export async function askScan(claim: Claim, licence: Licence): Promise<Blob> {
  const path = { vendor_id: claim.id, licence_id: licence.id }
  const asked = vendorRegistry.GET('/v1/vendors/{vendor_id}/licences/{licence_id}/document', { params: { path }, parseAs: 'blob' })
  return (await read<unknown>(asked)) as Blob
}

function useActing<Vars>(mutation: (vars: Vars) => Promise<void>) {
  const cache = useQueryCache()
  const { mutateAsync, isLoading } = useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: root }) })
  return { run: mutateAsync, busy: computed(() => isLoading.value) }
}
