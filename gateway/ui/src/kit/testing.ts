import { type ComponentMountingOptions, mount } from '@vue/test-utils'
import { createI18n } from 'vue-i18n'
import type { Component } from 'vue'

import shell from '@/locales/zh-CN/shell.json'

/** Mount with the portal's Chinese words, so that tests find things as people do. */
export function show<C extends Component>(component: C, options: ComponentMountingOptions<C> = {}) {
  const i18n = createI18n({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': shell } })
  return mount(component, {
    attachTo: document.body,
    ...options,
    global: { plugins: [i18n], stubs: { RouterLink: { props: ['to'], template: '<a :href="to"><slot /></a>' } }, ...options.global },
  } as ComponentMountingOptions<C>)
}

const ROLES: Record<string, string> = {
  button: 'button, [role=button]',
  link: 'a[href]',
  img: '[role=img]',
  tab: '[role=tab]',
  table: 'table',
  textbox: 'input:not([type]), input[type=text], input[type=search]',
  combobox: 'select',
  progressbar: 'progress',
  navigation: 'nav',
  region: '[role=region], section[aria-labelledby]',
}

/** The element of that role and accessible name; throws where there is none. */
export function byRole(root: ParentNode, role: string, name: string): HTMLElement {
  const all = [...root.querySelectorAll<HTMLElement>(ROLES[role] ?? `[role=${role}]`)]
  const found = all.find((element) => nameOf(element) === name)
  if (!found) throw new Error(`no ${role} named "${name}", only ${all.map(nameOf).join(' | ')}`)
  return found
}

function nameOf(element: HTMLElement): string {
  const labelledBy = element.getAttribute('aria-labelledby')
  if (labelledBy) return textOf(document.getElementById(labelledBy))
  const label = element.getAttribute('aria-label')
  if (label) return label
  if (element.id) {
    const own = document.querySelector<HTMLElement>(`label[for="${element.id}"]`)
    if (own) return textOf(own)
  }
  const caption = element.querySelector<HTMLElement>('caption')
  return textOf(caption ?? element)
}

function textOf(element: HTMLElement | null): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
}
