/** Which pages a role has, in the order of its menu, and where it begins. A page without `built` is shown as plain text. */

export const BUILT = [
  'city/overview', 'school/board', 'finance/recon', 'staff/roles', 'staff/links', 'market/claims', 'vendor/claims',
  'all/notices', 'all/account',
] as const
export type BuiltPage = (typeof BUILT)[number]

export const GROUPS = {
  family: ['home', 'child', 'survey', 'catalogue', 'apply', 'application', 'bills', 'attendance', 'feedback', 'committee'],
  class: ['review', 'roster'],
  duty: ['today', 'roll', 'record', 'me'],
  principal: ['home'],
  school: ['board', 'base', 'plan', 'publicity', 'offerings', 'applications', 'rota', 'vendors', 'cases'],
  books: ['bills', 'fees', 'waivers', 'payments', 'settlement', 'allowance', 'vendor-pay'],
  vendor: ['claims', 'home', 'file', 'rounds', 'teaching', 'settlement', 'appeals'],
  city: ['overview', 'what-if'],
  district: [
    'home', 'rules', 'filings', 'vendors', 'inspections', 'complaints', 'anomalies', 'approvals', 'exchange',
  ],
  finance: ['recon', 'exceptions', 'close', 'subsidy', 'payments', 'reports'],
  audit: ['home', 'joins', 'trail'],
  admin: ['system', 'roles', 'privacy', 'log'],
  staff: ['roles', 'links'],
  market: ['claims'],
} as const satisfies Record<string, readonly string[]>

export type Group = keyof typeof GROUPS

export const ROLES = [
  'system-administrator', 'city-officer', 'auditor', 'district-officer', 'police-officer', 'market-officer',
  'culture-officer', 'finance-officer', 'inspector', 'principal', 'school-administrator', 'school-accountant',
  'school-cashier', 'class-teacher', 'duty-teacher', 'vendor-applicant', 'vendor-clerk', 'instructor', 'guardian',
  'security-administrator',
] as const
export type Role = (typeof ROLES)[number]

/** Whole groups by name, single pages as `group/page`. */
const MENUS: Record<Role, readonly string[]> = {
  guardian: ['family'],
  'class-teacher': ['class'],
  'duty-teacher': ['duty'],
  instructor: ['duty', 'vendor/file'],
  'school-administrator': ['school', 'staff'],
  principal: ['principal', 'school', 'books', 'staff'],
  'school-accountant': ['books', 'finance/recon', 'finance/exceptions', 'finance/close'],
  'school-cashier': ['books'],
  'vendor-clerk': ['vendor/home', 'vendor/file', 'vendor/rounds', 'vendor/teaching', 'vendor/settlement', 'vendor/appeals'],
  'vendor-applicant': ['vendor/claims', 'vendor/file', 'vendor/rounds'],
  'district-officer': ['city/overview', 'district', 'staff'],
  'police-officer': ['district/vendors'],
  'market-officer': ['market', 'district/vendors'],
  'culture-officer': ['district/vendors'],
  inspector: ['district/inspections', 'district/complaints', 'district/anomalies'],
  'city-officer': ['city', 'district', 'staff'],
  'finance-officer': ['finance'],
  auditor: ['city/overview', 'audit', 'staff'],
  'system-administrator': ['admin/system', 'staff'],
  'security-administrator': ['admin/log'],
}

/** The built pages a role begins with; every other role begins with a page about itself. */
const FIRST: Partial<Record<Role, BuiltPage>> = {
  'city-officer': 'city/overview',
  'district-officer': 'city/overview',
  auditor: 'city/overview',
  'school-administrator': 'school/board',
  principal: 'school/board',
  'market-officer': 'market/claims',
  'vendor-applicant': 'vendor/claims',
  'finance-officer': 'finance/recon',
  'school-accountant': 'finance/recon',
}

/** The letter that leads to a page after `g`. */
export const LETTERS = {
  home: 'h', 'city/overview': 'o', 'school/board': 'b', 'finance/recon': 'r', 'staff/roles': 'p', 'market/claims': 'm',
  'vendor/claims': 'v', 'all/notices': 'n', 'staff/links': 'l', 'all/account': 'a',
} as const satisfies Record<BuiltPage | 'home', string>

export interface MenuRow {
  page: string
  built: boolean
}

export interface MenuGroup {
  group: Group
  rows: readonly MenuRow[]
}

/** What everybody has who is signed in. */
export const COMMON: readonly MenuRow[] = ['all/todo', 'all/notices', 'all/account', 'all/public'].map((page) => ({
  page,
  built: isBuilt(page),
}))

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}

export function menuOf(role: string): readonly MenuGroup[] {
  const entries = isRole(role) ? MENUS[role] : []
  const groups = new Map<Group, MenuRow[]>()
  for (const entry of entries) {
    const [group, page] = entry.split('/') as [Group, string | undefined]
    const pages = (page === undefined ? GROUPS[group] : [page]).map((name) => `${group}/${name}`)
    groups.set(group, [...(groups.get(group) ?? []), ...pages.map((name) => ({ page: name, built: isBuilt(name) }))])
  }
  return [...groups].map(([group, rows]) => ({ group, rows }))
}

export function firstPage(role: string): BuiltPage | 'home' {
  return (isRole(role) && FIRST[role]) || 'home'
}

/** What a role can go to, its first page first. */
export function openPages(role: string): readonly (BuiltPage | 'home')[] {
  const first = firstPage(role)
  return [first, ...BUILT.filter((page) => page !== first && mayOpen(role, page))]
}

export function mayOpen(role: string, page: string): boolean {
  return page === 'home' || COMMON.some((row) => row.page === page) || menuOf(role).some(({ rows }) => rows.some((row) => row.page === page))
}

function isBuilt(page: string): page is BuiltPage {
  return (BUILT as readonly string[]).includes(page)
}
