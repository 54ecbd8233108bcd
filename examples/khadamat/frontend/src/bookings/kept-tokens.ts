/** The tokens of bookings made in this browser. A booking's own page needs one; they are kept here and go nowhere but to the API. */
const keptAs = (id: string): string => `khadamat.booking.${id}`;

export const keepToken = (id: string, token: string): void => localStorage.setItem(keptAs(id), token);
export const tokenOf = (id: string): string | undefined => localStorage.getItem(keptAs(id)) ?? undefined;
