/** Which item a person has before him, and whether he goes along when the facilitator moves on. */
export interface Following {
  readonly isOn: boolean;
  /** The item that is shown; null: none. */
  readonly shown: string | null;
  /** Where the facilitator was when this was last looked at, and his last call to come. */
  readonly current: string | null;
  readonly gather: number;
}

/** Where the facilitator is. */
export interface Lead {
  readonly item: string | null;
  readonly gather: number;
}

/** Whoever comes follows. */
export function following({ item, gather }: Lead): Following {
  return { isOn: true, shown: item, current: item, gather };
}

/**
 * The facilitator moved on or calls everybody. Whoever has something in hand stays where he is: he is offered the way
 * instead. A call brings those too who went their own way.
 */
export function afterLead(now: Following, lead: Lead, isBusy: boolean): Following {
  const moved = lead.item !== now.current;
  const isCalled = lead.gather > now.gather;
  const at = { current: lead.item, gather: lead.gather };
  if (!moved && !isCalled) return { ...now, ...at };
  if (!now.isOn && !isCalled) return { ...now, ...at, isOn: lead.item === now.shown };
  if (isBusy && lead.item !== now.shown) return { ...now, ...at, isOn: false };
  return following(lead);
}

/** Somebody looks at an item himself: at the current one, he follows again. */
export function lookingAt(now: Following, item: string | null): Following {
  return { ...now, shown: item, isOn: item === now.current };
}

/** Somebody goes elsewhere on the board. */
export function onOwnWay(now: Following): Following {
  return { ...now, isOn: false };
}
