import { apart, type loadEn } from './load.en.ts';

export const loadZh: typeof loadEn = {
  observationSaid: {
    'quality-usable': (f) => `图像可用但须谨慎判读，主要受限于：${f.figure}。`,
    'quality-rescan': (f) => `图像质量过差，无法判读，最差的是：${f.figure}。`,
    'heavy-material': (f) =>
      `此处有铅一类的重金属：约 ${f.massKg}，面密度 ${f.areaDensityGCm2}（可信度 ${f.confidence}）。`,
    'cargo-cut-off': (f) => `集装箱超出图像${f.side}边缘，超出部分未经查看。`,
    'cannot-see-through': (f) => `货物的 ${f.opaqueShare} 未被射线穿透，其中一处达 ${f.areaM2}，该处什么也看不见。`,
    'partial-unloading-advised': (f) =>
      `此处可能藏有边长 ${f.steelMm} 的钢块或 ${f.organicMm} 的有机物块，部分卸货方可查明。`,
    'declared-empty-but-loaded': (f) => `申报为空箱（${f.by}），但箱内约有 ${f.residualKg} 货物，超出空箱应有的图像。`,
    'declared-loaded-but-empty': (f) => `图像显示为空箱，申报货物 ${f.declaredKg}。`,
    'declared-loaded-but-empty:no-mass': (f) => `图像显示为空箱（仅比空箱多 ${f.residualKg}），但申报有货物。`,
    'declared-loaded-but-empty:looks': (f) => `外观似空箱，但申报有货物（差异值 ${f.score}，达到 ${f.from} 时提示）。`,
    'heavier-than-declared': (f) =>
      `图像估算货物重 ${f.seenKg}（${f.lowKg} 至 ${f.highKg}），申报 ${f.declaredKg}：多出 ${f.excessKg}，为申报量的 ${f.excessShare}。`,
    'lighter-than-declared': (f) =>
      `图像估算货物重 ${f.seenKg}（${f.lowKg} 至 ${f.highKg}），申报 ${f.declaredKg}：少 ${f.excessKg}，为申报量的 ${f.excessShare}。`,
    'heavier-than-weighed': (f) =>
      `图像估算货物重 ${f.seenKg}（${f.lowKg} 至 ${f.highKg}）；按过磅值扣除箱体自重，至多 ${f.weighedKg}：多出 ${f.excessKg}。`,
    'lighter-than-weighed': (f) =>
      `图像估算货物重 ${f.seenKg}（${f.lowKg} 至 ${f.highKg}）；按过磅值扣除箱体自重，至少应有 ${f.weighedKg}：缺 ${f.excessKg}。`,
    'density-unlike-declared': (f) =>
      `装货部分平均密度 ${f.densityGCm3}；所申报货物通常为 ${f.lowGCm3} 至 ${f.highGCm3}。${f.side}，相差 ${f.times} 倍。`,
    'load-looks-different': (f) =>
      `货物外观似${f.looksLike}，未申报此类货物（差异值 ${f.score}，达到 ${f.from} 时提示）。`,
    'part-looks-different': (f) =>
      `此部分外观似${f.looksLike}，未申报此类货物（差异值 ${f.score}，达到 ${f.from} 时提示）。`,
    'second-kind-of-goods': (f) =>
      `沿箱长 ${f.of} 段中有 ${f.parts} 段外观似${f.looksLike}，其余大多似${f.first}；仅申报一种货物。`,
    'more-units-than-declared': (f) =>
      `仅侧面即可见 ${f.alongLength} × ${f.alongHeight} = ${f.seen} 件；申报 ${f.declared} 件。`,
    'fewer-units-than-declared': (f) =>
      `侧面可见 ${f.alongLength} × ${f.alongHeight} = ${f.seen} 件；即使箱宽方向有 ${f.rows} 排，也少于申报的 ${f.declared} 件。`,
    'odd-among-siblings': (f) =>
      `同批 ${f.siblings} 个集装箱中，本箱差异最大（${f.aspect}）：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:looks': (f) =>
      `外观像是与同批其他 ${f.siblings} 箱不同的货物：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:mass-less': (f) =>
      `比同批其他 ${f.siblings} 箱轻 ${f.apartShare}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:mass-more': (f) =>
      `比同批其他 ${f.siblings} 箱重 ${f.apartShare}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:package-less': (f) =>
      `按申报件数，比同批其他 ${f.siblings} 箱轻 ${f.apartShare}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:package-more': (f) =>
      `按申报件数，比同批其他 ${f.siblings} 箱重 ${f.apartShare}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:density-less': (f) =>
      `装货部分的密度比同批其他 ${f.siblings} 箱低 ${f.apartShare}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:density-more': (f) =>
      `装货部分的密度比同批其他 ${f.siblings} 箱高 ${f.apartShare}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:place-less': (f) =>
      `标记处比同批其他 ${f.siblings} 箱同一处少 ${apart(f)}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:place-more': (f) =>
      `标记处比同批其他 ${f.siblings} 箱同一处多 ${apart(f)}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:stretch-less': (f) =>
      `标记的一段比同批其他 ${f.siblings} 箱同一段少 ${apart(f)}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:stretch-more': (f) =>
      `标记的一段比同批其他 ${f.siblings} 箱同一段多 ${apart(f)}：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:matter-less': (f) =>
      `标记处的物质比同批其他 ${f.siblings} 箱轻（原子序数较低）：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'odd-among-siblings:matter-more': (f) =>
      `标记处有比同批其他 ${f.siblings} 箱更重的物质（如金属）：为限值的 ${f.ofLimit} 倍。仅提示查看。`,
    'unlike-earlier-scans': (f) => `与该收货人此前同类货物的 ${f.earlier} 次扫描不同：为通常差异的 ${f.ofLimit} 倍。`,
    'container-changed-since': (f) =>
      `同一集装箱的扫描 ${f.scanId}，按单证为同一批货物，图像却不同：相差平均值的 ${f.difference}。`,
    'picture-seen-before': (f) => `扫描 ${f.scanId} 的图像与此相同，至多只有噪声差别。`,
    'not-declared': (f) => `没有申报包含 ${f.number}。`,
  },
  aspect: {
    looks: '货物外观',
    mass: '质量',
    package: '按申报件数的质量',
    density: '货物密度',
    place: '某一部位',
    stretch: '某一段',
    matter: '某处物质不同',
    part: '部分货物',
    spread: '货物分布',
    period: '单件尺寸',
    texture: '纹理',
  },
  emptyBy: {
    'no-goods': '未申报货物',
    'no-packages': '申报件数为零',
    'container-itself': '仅申报了集装箱本身',
  },
  side: { denser: '偏重', lighter: '偏轻', left: '左', right: '右', top: '上', bottom: '下' },
  load: {
    title: '货物',
    container: (n) => `集装箱 ${n}`,
    nothing: '未能读出货物信息。',
    noObservations: '货物与已知信息没有矛盾。',
    weighs: {
      suspicious: '使本次扫描判为可疑',
      inconclusive: '使本次扫描判为无法判定',
      told: '仅提示，不影响机检结论',
    },
    whole: '整次扫描',
    says: (algorithm) => `来自：${algorithm}`,
    mass: '货物质量',
    seen: '图像估算',
    interval: (low, high) => `100 次中 90 次在 ${low} 至 ${high} 之间`,
    declaredKg: '申报',
    weighedKg: '过磅，已扣除箱体自重',
    opaqueExtra: (kg) => `射线未穿透处至少还可能有 ${kg}`,
    balance: (seen, declared, weighed) => `质量对照。图像估算：${seen}。申报：${declared}。过磅：${weighed}。`,
    fill: '装载程度',
    fillSaid: (volume, length, density) => `占容积 ${volume}，占箱长 ${length}，平均密度 ${density}`,
    emptiness: '是否空箱',
    emptinessState: { empty: '空箱', loaded: '有货', 'cannot-tell': '无法判断' },
    residual: (kg) => `比空箱多 ${kg}`,
    materials: '材料（按质量）',
    material: {
      organic: '有机物',
      mineral: '矿物或铝',
      steel: '钢铁类',
      heavy: '重金属',
      'cannot-tell': '无法判断',
    },
    hiding: '可能藏匿',
    hidingSaid: (steel, organic) => `边长 ${steel} 以上的钢块、${organic} 以上的有机物块可见`,
    hidingWorst: (steel, organic) => `最差处：${steel}、${organic}`,
    opaque: (share) => `未穿透：占货物 ${share}`,
    units: '侧面可见件数',
    unitsSaid: (length, height, mm) => `${length} × ${height}，每件约 ${mm}`,
    unitsNone: '没有明显重复的件',
    quality: '图像质量',
    qualityGrade: { good: '良好', usable: '受限', rescan: '应重新扫描' },
    comparison: '比对对象',
    against: (reference, version) => `${reference}，第 ${version} 版`,
    againstOrder: (reference) => `${reference}，随扫描任务录入`,
    againstScans: (n) => `另外 ${n} 次扫描`,
    againstNothing: '无',
    wasGraver: (kind) => `在申报变为现状之前，本结果曾为“${kind}”。请查看时间线。`,
    place: '在图像中显示位置',
  },
  qualityFigure: {
    'air-level': '空气亮度',
    'air-noise': '空气噪声',
    'lost-lines': '丢失线',
    'lost-gap': '最宽缺口',
    partial: '扫描中断',
    'dead-channels': '失效通道',
    'dead-gap': '相邻失效通道',
    'stuck-channels': '卡死通道',
    'dose-level': '剂量',
    'dose-drift': '剂量漂移',
    speed: '车速',
    aspect: '长高比',
    'pitch-unevenness': '车速不均',
    sharpness: '边缘宽度',
    saturation: '饱和像素',
    'cut-off': '边缘截断',
  },
  unit: {
    share: (n) => n,
    percent: (n) => `${n}%`,
    mm: (n) => `${n} 毫米`,
    count: (n) => `${n} 个`,
    ratio: (n) => `${n} 倍`,
  },
};
