import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'

import { openArea } from '@/app/language'
import UnknownPage from '@/app/pages/UnknownPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key below `page` of the words; also what the address ends with. */
    page: string
    /** The feature area whose words it needs, and the services whose refusals it shows. */
    area?: string
    services?: readonly string[]
  }
}

const PLACE = '/:org([0-9A-Za-z-]+)/:term(\\d{4}-[a-z]+)'

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'start', component: () => import('./pages/StartPage.vue'), meta: { page: 'start' } },
  { path: '/signed-in', name: 'signed-in', component: () => import('./pages/SignedInPage.vue'), meta: { page: 'signed-in' } },
  { path: `${PLACE}/home`, name: 'home', component: () => import('./pages/RolePage.vue'), meta: { page: 'home' } },
  {
    path: `${PLACE}/city/overview`,
    component: () => import('@/features/city/OverviewPage.vue'),
    meta: { page: 'city/overview', area: 'city', services: ['inspection'] },
  },
  {
    path: `${PLACE}/school/board`,
    component: () => import('@/features/school/BoardPage.vue'),
    meta: { page: 'school/board', area: 'school', services: ['inspection'] },
  },
  {
    path: `${PLACE}/finance/recon`,
    component: () => import('@/features/finance/ReconPage.vue'),
    meta: { page: 'finance/recon', area: 'finance', services: ['billing'] },
  },
  {
    path: `${PLACE}/staff/roles`,
    component: () => import('@/features/staff/RolesPage.vue'),
    meta: { page: 'staff/roles', area: 'staff', services: ['staffing'] },
  },
  {
    path: `${PLACE}/market/claims`,
    component: () => import('@/features/vendor/ClaimsPage.vue'),
    meta: { page: 'market/claims', area: 'vendor', services: ['vendor_registry'] },
  },
  {
    path: `${PLACE}/vendor/claims`,
    component: () => import('@/features/vendor/OwnClaimsPage.vue'),
    meta: { page: 'vendor/claims', area: 'vendor', services: ['vendor_registry'] },
  },
  {
    path: `${PLACE}/staff/links`,
    component: () => import('@/features/staff/LinksPage.vue'),
    meta: { page: 'staff/links', area: 'staff', services: ['staffing'] },
  },
  {
    path: `${PLACE}/all/account`,
    component: () => import('@/features/staff/AccountPage.vue'),
    meta: { page: 'all/account', area: 'staff', services: ['staffing'] },
  },
  {
    path: `${PLACE}/all/notices`,
    component: () => import('@/features/staff/NoticesPage.vue'),
    meta: { page: 'all/notices', area: 'staff', services: ['staffing'] },
  },
  { path: '/:rest(.*)*', name: 'unknown', component: UnknownPage, meta: { page: 'unknown' } },
]

export const router = createRouter({ history: createWebHistory(), routes })

router.beforeEach(async (to) => {
  if (to.meta.area !== undefined) await openArea(to.meta.area, to.meta.services ?? [])
})

export function pageAddress(org: string, term: string, page: string): string {
  return `/${org}/${term}/${page}`
}
