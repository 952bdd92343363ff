import type { FormEvent, ReactNode } from 'react';
import { DEPARTMENTS, type Department } from '../../../shared/domain/people';
import { plainName } from '../../../shared/domain/text/typed-text';
import type { InviteView } from '../../../shared/api/contract';
import { useT } from '../../i18n';
import { Button, DepartmentName, RadioGroup, TextField } from '../../ui';
import { createOnDesktop, joinByLink, joinBySecret } from './actions';
import { changeForm, goTo, useForm } from './form';
import styles from './Welcome.module.css';

export type Invite = InviteView;

/** A new workspace: on the desktop with a host of its own, in a browser with the owner's link of a host. */
export function CreateForm({ ownerSecret }: { ownerSecret: string | null }) {
  const t = useT('welcome');
  return (
    <Sheet
      title={ownerSecret === null ? t('create.title') : t('ownerTitle')}
      lead={ownerSecret === null ? t('create.text') : t('ownerText')}
      submit={t('create.submit')}
      onSubmit={() => (ownerSecret === null ? createOnDesktop() : joinBySecret(ownerSecret, true))}
      hasBack
    >
      <CompanyField />
      <NameField />
      <DepartmentField fixed={null} />
      <ApproverField />
    </Sheet>
  );
}

/** A pasted link. */
export function JoinForm() {
  const t = useT('welcome');
  const { link, isTried } = useForm();
  return (
    <Sheet
      title={t('join.title')}
      lead={t('join.text')}
      submit={t('join.submit')}
      onSubmit={joinByLink}
      hasBack
    >
      <TextField
        label={t('link')}
        placeholder={t('linkPlaceholder')}
        type="url"
        value={link}
        onChange={(value) => changeForm({ link: value })}
        problem={isTried && link.trim() === '' ? t('needLink') : null}
        autoFocus
      />
      <NameField />
      <DepartmentField fixed={null} />
    </Sheet>
  );
}

/** The link the window was opened with, and what it offers. */
export function InvitedForm({ invite, secret }: { invite: Invite; secret: string }) {
  const t = useT('welcome');
  const company = invite.company || t('unnamed');
  if (invite.kind === 'device') {
    return (
      <Sheet
        title={t('deviceTitle', { name: invite.name ?? '' })}
        lead={t('deviceText', { company })}
        submit={t('deviceSubmit')}
        onSubmit={() => {
          changeForm({ name: invite.name ?? '-' });
          return joinBySecret(secret, false);
        }}
      />
    );
  }
  return (
    <Sheet
      title={t('invited', { company })}
      lead={[
        t(`invitedAs.${invite.walkIn ? 'walkIn' : invite.role}`),
        invite.approver ? t('invitedApprover') : '',
      ]
        .join(' ')
        .trim()}
      submit={t('join.submit')}
      onSubmit={() => joinBySecret(secret, false)}
    >
      <NameField autoFocus />
      <DepartmentField fixed={invite.department} />
    </Sheet>
  );
}

interface SheetProps {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly onSubmit: () => Promise<void>;
  readonly hasBack?: boolean;
  readonly children?: ReactNode;
}

/** One way of beginning: its title, its fields, its button. */
export function Sheet({ title, lead, submit, onSubmit, hasBack = false, children }: SheetProps) {
  const common = useT('common');
  const busy = useForm((form) => form.busy);
  const send = (event: FormEvent) => {
    event.preventDefault();
    void onSubmit();
  };
  return (
    <>
      <h1 className={styles['title']}>{title}</h1>
      <p className={styles['lead']}>{lead}</p>
      <form className={styles['box']} onSubmit={send} noValidate>
        <div className={styles['form']}>
          {children}
          <div className={styles['formFoot']}>
            {hasBack ? (
              <Button size="large" variant="quiet" onPress={() => goTo('choose')} isDisabled={busy !== null}>
                {common('back')}
              </Button>
            ) : (
              <span />
            )}
            <Button size="large" variant="primary" type="submit" isPending={busy !== null}>
              {submit}
            </Button>
          </div>
        </div>
      </form>
    </>
  );
}

export function NameField({ autoFocus = false }: { autoFocus?: boolean }) {
  const t = useT('welcome');
  const { name, isTried } = useForm();
  return (
    <TextField
      label={t('name')}
      placeholder={t('namePlaceholder')}
      autoComplete="name"
      maxLength={200}
      value={name}
      onChange={(value) => changeForm({ name: value })}
      problem={isTried && plainName(name) === '' ? t('needName') : null}
      autoFocus={autoFocus}
    />
  );
}

function CompanyField() {
  const t = useT('welcome');
  const { company, isTried } = useForm();
  return (
    <TextField
      label={t('company')}
      placeholder={t('companyPlaceholder')}
      autoComplete="organization"
      maxLength={200}
      value={company}
      onChange={(value) => changeForm({ company: value })}
      problem={isTried && plainName(company) === '' ? t('needCompany') : null}
      autoFocus
    />
  );
}

/** Where a host is: typed, from a sheet, or an old link. */
export function AddressField({ label }: { label: string }) {
  const t = useT('welcome');
  const { address, isTried } = useForm();
  return (
    <TextField
      label={label}
      placeholder={t('recover.addressPlaceholder')}
      value={address}
      onChange={(value) => changeForm({ address: value })}
      problem={isTried && address.trim() === '' ? t('recover.needAddress') : null}
      autoFocus
    />
  );
}

/** Asked of whoever founds a workspace: no one else could name him, and plans would wait for nobody. */
function ApproverField() {
  const t = useT('welcome');
  const common = useT('common');
  const { department, approver } = useForm();
  if (department === 'other') return null;
  return (
    <RadioGroup
      label={t('approver.label', { department: common(`department.${department}`) })}
      isAcross
      value={approver}
      onChange={(chosen) => changeForm({ approver: chosen })}
      options={[
        { id: 'yes', label: t('approver.yes') },
        { id: 'no', label: t('approver.no') },
      ]}
      hint={t(`approver.hint.${department}`)}
    />
  );
}

/** `fixed`: what the invitation says; then there is nothing to choose. */
export function DepartmentField({ fixed }: { fixed: Department | null }) {
  const t = useT('welcome');
  const department = useForm((form) => form.department);
  return (
    <RadioGroup
      label={t('department')}
      isAcross
      value={fixed ?? department}
      onChange={(chosen) => changeForm({ department: chosen })}
      options={DEPARTMENTS.map((each) => ({ id: each, label: <DepartmentName department={each} /> }))}
      isDisabled={fixed !== null}
      hint={fixed === null ? undefined : t('fixedDepartment')}
    />
  );
}
