/** What is asked of every place, and from when on people are told: data, with the reasons. */

/** Sides of the cubes that are tried, mm: steps of an eighth, from a cube that shows in an empty container to the half of a pallet. */
export const SIDES_MM: readonly number[] = Array.from({ length: 44 }, (_, i) => 4 * 1.125 ** i);

/** What is said where not even the largest is seen. */
export const NOTHING_SEEN_MM = 999;

/** -ln T that two walls of a container hardly reach; what is above is cargo. */
export const CARGO_FROM = 0.45;
/** With less cargo than this share of the inside all of it counts, as of an empty container. */
export const HARDLY_LOADED = 0.1;
/** A cell of which more pixels than this let nothing through shows nothing. */
export const OPAQUE_SHARE = 0.5;

/** Frame, roof and floor are no place of the load: so much of the container's box is left out, mm. */
export const FRAME_MM = { side: 150, top: 130, bottom: 250 };

/** A cube that is found nine times out of ten by a filter that alarms at one place in a hundred. */
export const FALSE_ALARMS = 0.01;
export const FOUND = 0.9;

/** What must not be able to hide: people are advised to unload where it could. A person, or a drum of 125 l; a shielded source or a gun safe. */
export const HIDDEN_MM = { steel: 300, organic: 500 };
/** Opaque areas matter where they would hide a carton: 300 mm each way. */
export const OPAQUE_AREA_MM2 = 300 ** 2;

/** What reaches a pixel beside the beam, as a share of air: scattered in the room, and so much of what comes through around it. */
export const STRAY = { room: 3e-4, share: 0.003, reachMm: 150 };
