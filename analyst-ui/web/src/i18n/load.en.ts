/** Figures and names of an observation, each in words with its unit; one that is not there reads `?`. */
export type Figures = Readonly<Record<string, string>>;

/** By how much a container differs from its siblings at a place: a share, or g/cm2 as earlier versions said. */
export const apart = (f: Figures): string | undefined => (Object.hasOwn(f, 'apartShare') ? f.apartShare : f.apartGCm2);

/** What the page says of a load: observations as sentences (see `observationSaid` and `sentenceOf`), readings, comparisons. */
export const loadEn = {
  observationSaid: {
    'quality-usable': (f: Figures) => `The picture can be judged by, with care. What limits it most: ${f.figure}.`,
    'quality-rescan': (f: Figures) => `The picture is too poor to judge by. What is worst: ${f.figure}.`,
    'heavy-material': (f: Figures) =>
      `Something here is of heavy metal such as lead: about ${f.massKg}, ${f.areaDensityGCm2} deep (sure to ${f.confidence}).`,
    'cargo-cut-off': (f: Figures) =>
      `The container goes on beyond the picture’s ${f.side} edge: what lies there was not looked at.`,
    'cannot-see-through': (f: Figures) =>
      `The beam did not get through ${f.opaqueShare} of the load, ${f.areaM2} at one place: nothing is seen there.`,
    'partial-unloading-advised': (f: Figures) =>
      `Cubes of steel of ${f.steelMm} or of organic matter of ${f.organicMm} could hide here. Unloading this place would show them.`,
    'declared-empty-but-loaded': (f: Figures) =>
      `Declared empty (${f.by}), but about ${f.residualKg} are in it beyond what an empty container shows.`,
    'declared-loaded-but-empty': (f: Figures) => `It looks empty; ${f.declaredKg} were declared.`,
    'declared-loaded-but-empty:no-mass': (f: Figures) =>
      `It looks empty (${f.residualKg} beyond an empty container); goods were declared.`,
    'declared-loaded-but-empty:looks': (f: Figures) =>
      `It looks like an empty container, and goods were declared (score ${f.score}, told from ${f.from} on).`,
    'heavier-than-declared': (f: Figures) =>
      `${f.seenKg} of cargo are seen (${f.lowKg} to ${f.highKg}), ${f.declaredKg} were declared: ${f.excessKg} more, ${f.excessShare} of what was declared.`,
    'lighter-than-declared': (f: Figures) =>
      `${f.seenKg} of cargo are seen (${f.lowKg} to ${f.highKg}), ${f.declaredKg} were declared: ${f.excessKg} less, ${f.excessShare} of what was declared.`,
    'heavier-than-weighed': (f: Figures) =>
      `${f.seenKg} of cargo are seen (${f.lowKg} to ${f.highKg}); by the weighbridge, less the container, there can be ${f.weighedKg} at most: ${f.excessKg} too much.`,
    'lighter-than-weighed': (f: Figures) =>
      `${f.seenKg} of cargo are seen (${f.lowKg} to ${f.highKg}); by the weighbridge, less the container, there must be ${f.weighedKg} at least: ${f.excessKg} are missing.`,
    'density-unlike-declared': (f: Figures) =>
      `Where it is filled the load has ${f.densityGCm3} on average; goods as declared have ${f.lowGCm3} to ${f.highGCm3}. It is ${f.side} by a factor of ${f.times}.`,
    'load-looks-different': (f: Figures) =>
      `The load looks like ${f.looksLike}, and nothing of that kind was declared (score ${f.score}, told from ${f.from} on).`,
    'part-looks-different': (f: Figures) =>
      `This part looks like ${f.looksLike}, and nothing of that kind was declared (score ${f.score}, told from ${f.from} on).`,
    'second-kind-of-goods': (f: Figures) =>
      `${f.parts} of ${f.of} parts of the length look like ${f.looksLike}, most others like ${f.first}; one kind of goods was declared.`,
    'more-units-than-declared': (f: Figures) =>
      `${f.alongLength} × ${f.alongHeight} = ${f.seen} units are seen from the side alone; ${f.declared} packages were declared.`,
    'fewer-units-than-declared': (f: Figures) =>
      `${f.alongLength} × ${f.alongHeight} = ${f.seen} units are seen from the side; even ${f.rows} rows of them across the width are fewer than the ${f.declared} declared packages.`,
    'odd-among-siblings': (f: Figures) =>
      `Of ${f.siblings} containers that travel together this one differs most, by ${f.aspect}: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:looks': (f: Figures) =>
      `Looks like other goods than its ${f.siblings} siblings: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:mass-less': (f: Figures) =>
      `${f.apartShare} lighter than its ${f.siblings} siblings: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:mass-more': (f: Figures) =>
      `${f.apartShare} heavier than its ${f.siblings} siblings: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:package-less': (f: Figures) =>
      `For the packages declared, ${f.apartShare} lighter than its ${f.siblings} siblings: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:package-more': (f: Figures) =>
      `For the packages declared, ${f.apartShare} heavier than its ${f.siblings} siblings: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:density-less': (f: Figures) =>
      `Where it is loaded, ${f.apartShare} less dense than its ${f.siblings} siblings: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:density-more': (f: Figures) =>
      `Where it is loaded, ${f.apartShare} denser than its ${f.siblings} siblings: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:place-less': (f: Figures) =>
      `At the marked place ${apart(f)} less than its ${f.siblings} siblings have there: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:place-more': (f: Figures) =>
      `At the marked place ${apart(f)} more than its ${f.siblings} siblings have there: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:stretch-less': (f: Figures) =>
      `Along the marked stretch ${apart(f)} less than its ${f.siblings} siblings have there: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:stretch-more': (f: Figures) =>
      `Along the marked stretch ${apart(f)} more than its ${f.siblings} siblings have there: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:matter-less': (f: Figures) =>
      `At the marked place there is lighter stuff than in its ${f.siblings} siblings: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'odd-among-siblings:matter-more': (f: Figures) =>
      `At the marked place there is heavier stuff, such as metal, than in its ${f.siblings} siblings: ${f.ofLimit} times the limit. A hint to look, no more.`,
    'unlike-earlier-scans': (f: Figures) =>
      `It is unlike ${f.earlier} earlier scans of this consignee’s goods: ${f.ofLimit} times what is usual among them.`,
    'container-changed-since': (f: Figures) =>
      `Scan ${f.scanId} of the same container, with the same load by its papers, looks different: by ${f.difference} of its mean.`,
    'picture-seen-before': (f: Figures) => `Scan ${f.scanId} has the same picture, but for noise at most.`,
    'not-declared': (f: Figures) => `No declaration names ${f.number}.`,
  },
  /** By what a container is odd among its siblings (`SIBLING_ASPECTS`), and what earlier versions said. */
  aspect: {
    looks: 'what the load looks like',
    mass: 'its mass',
    package: 'its mass for the packages declared',
    density: 'how dense the load is',
    place: 'a place in the load',
    stretch: 'a stretch of the load',
    matter: 'other stuff at one place',
    part: 'a part of the load',
    spread: 'how the load spreads',
    period: 'the size of its units',
    texture: 'its texture',
  },
  /** Why a container counts as declared empty. */
  emptyBy: {
    'no-goods': 'no goods were declared',
    'no-packages': 'no packages were declared',
    'container-itself': 'only the container itself was declared',
  },
  side: { denser: 'denser', lighter: 'lighter', left: 'left', right: 'right', top: 'upper', bottom: 'lower' },
  load: {
    title: 'Load',
    container: (n: string) => `Container ${n}`,
    nothing: 'Nothing was read of the load.',
    noObservations: 'Nothing of the load contradicts what is known.',
    weighs: {
      suspicious: 'makes the scan suspicious',
      inconclusive: 'makes the scan inconclusive',
      told: 'told only, weighs nothing in the verdict',
    },
    whole: 'the whole scan',
    says: (algorithm: string) => `says: ${algorithm}`,
    mass: 'Mass of the cargo',
    seen: 'seen',
    interval: (low: string, high: string) => `${low} to ${high} in 90 of 100 cases`,
    declaredKg: 'declared',
    weighedKg: 'weighed, less the container',
    opaqueExtra: (kg: string) => `and at least ${kg} more may lie where the beam did not get through`,
    balance: (seen: string, declared: string, weighed: string) =>
      `Balance of masses. Seen: ${seen}. Declared: ${declared}. Weighed: ${weighed}.`,
    fill: 'Filled',
    fillSaid: (volume: string, length: string, density: string) =>
      `${volume} of the volume, ${length} of the length, ${density} on average`,
    emptiness: 'Empty or not',
    emptinessState: { empty: 'empty', loaded: 'loaded', 'cannot-tell': 'cannot be told' },
    residual: (kg: string) => `${kg} beyond an empty container`,
    materials: 'Materials, by mass',
    material: {
      organic: 'organic',
      mineral: 'mineral or aluminium',
      steel: 'steel and its like',
      heavy: 'heavy metal',
      'cannot-tell': 'cannot be told',
    },
    hiding: 'What could hide',
    hidingSaid: (steel: string, organic: string) =>
      `cubes are seen from ${steel} of steel, from ${organic} of organic matter on`,
    hidingWorst: (steel: string, organic: string) => `where it is worst: ${steel}, ${organic}`,
    opaque: (share: string) => `not penetrated: ${share} of the load`,
    units: 'Units seen from the side',
    unitsSaid: (length: string, height: string, mm: string) => `${length} × ${height} of about ${mm}`,
    unitsNone: 'nothing repeats clearly',
    quality: 'Image quality',
    qualityGrade: { good: 'good', usable: 'limited', rescan: 'scan again' },
    comparison: 'Held against',
    against: (reference: string, version: string) => `${reference}, version ${version}`,
    againstOrder: (reference: string) => `${reference}, typed with the order`,
    againstScans: (n: string) => `${n} other ${n === '1' ? 'scan' : 'scans'}`,
    againstNothing: 'nothing',
    wasGraver: (kind: string) =>
      `Before the declarations were what they are now, this result was “${kind}”. Look at the timeline.`,
    place: 'Show the place in the picture',
  },
  qualityFigure: {
    'air-level': 'level of air',
    'air-noise': 'noise in air',
    'lost-lines': 'lost lines',
    'lost-gap': 'widest gap',
    partial: 'cut short',
    'dead-channels': 'dead channels',
    'dead-gap': 'dead channels side by side',
    'stuck-channels': 'stuck channels',
    'dose-level': 'dose',
    'dose-drift': 'drift of the dose',
    speed: 'speed',
    aspect: 'length over height',
    'pitch-unevenness': 'uneven speed',
    sharpness: 'width of edges',
    saturation: 'saturated pixels',
    'cut-off': 'cut off at edges',
  },
  unit: {
    share: (n: string) => `${n}`,
    percent: (n: string) => `${n} %`,
    mm: (n: string) => `${n} mm`,
    count: (n: string) => `${n}`,
    ratio: (n: string) => `${n} times`,
  },
};
