import { useState } from 'preact/hooks';
import { Icon } from '../look/icons';
import { Languages } from '../look/languages';
import { toast } from '../look/toast';
import { t } from '../look/words';
import { shop } from './here';
import { me } from './me';

/** Who is at this till? */
export function Door() {
  const [form, set] = useState({ ...me });
  const field = (name: keyof typeof form) => ({ value: form[name], onInput: (event: { currentTarget: { value: string } }) => set({ ...form, [name]: event.currentTarget.value }) });
  function signIn(event: Event): void {
    event.preventDefault();
    if (!form.name.trim() && !form.token.trim()) return toast(t('till.door.noname'));
    Object.assign(me, { name: form.name.trim(), role: form.role, token: form.token.trim(), device: form.device.trim() || me.device });
    shop.signIn();
  }
  return <main data-test="screen-door">
    <form class="card door" onSubmit={signIn}>
      <div class="row wide"><span class="brand"><span class="tile"><Icon name="till" /></span><span>Tillmesh</span></span><Languages /></div>
      <h1>{t('till.door.who')}</h1>
      {shop.refused ? <p class="notice red" role="alert" data-test="auth-fail">{t('till.door.refused', { why: shop.refused })}</p> : null}
      <label>{t('till.door.name')}<input data-test="in-name" autocomplete="off" maxLength={40} {...field('name')} /></label>
      <label>{t('till.door.role')}<select data-test="in-role" value={form.role} onChange={event => set({ ...form, role: event.currentTarget.value })}>
        {['cashier', 'waiter', 'manager'].map(role => <option key={role} value={role}>{t('till.role.' + role)}</option>)}
      </select></label>
      <details><summary class="small soft">{t('till.door.more')}</summary>
        <div class="gap">
          <label>{t('till.door.device')}<input autocomplete="off" maxLength={64} {...field('device')} /></label>
          <label>{t('till.door.token')}<input type="password" autocomplete="off" {...field('token')} /></label>
        </div>
      </details>
      <button type="submit" class="main big" data-test="sign-in">{t('till.door.start')}</button>
    </form>
  </main>;
}
