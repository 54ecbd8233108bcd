/** The reference catalogue that `npm run seed` puts in a database. A row is known by its slug: what is written here again is changed, never added twice. */

export interface CategorySeed {
  readonly slug: string;
  readonly name: readonly [fr: string, en: string];
  readonly services: readonly ServiceSeed[];
}

export interface ServiceSeed {
  readonly slug: string;
  readonly name: readonly [fr: string, en: string];
  readonly description: readonly [fr: string, en: string];
  readonly hours: number;
}

export interface ProviderSeed {
  readonly slug: string;
  readonly name: string;
  readonly city: string;
  readonly about: readonly [fr: string, en: string];
  readonly phone: string;
  /** Service slug to price, in cents. */
  readonly offers: Readonly<Record<string, number>>;
}

export const CATEGORIES: readonly CategorySeed[] = [
  {
    slug: 'maison',
    name: ['Maison', 'Home'],
    services: [
      {
        slug: 'plomberie',
        name: ['Plomberie', 'Plumbing'],
        description: [
          'Fuites, robinets, chauffe-eau : un plombier passe chez vous.',
          'Leaks, taps, water heaters: a plumber comes to your home.',
        ],
        hours: 2,
      },
      {
        slug: 'electricite',
        name: ['Électricité', 'Electricity'],
        description: ['Prises, tableau, luminaires, mise en sécurité.', 'Sockets, fuse box, lights, making things safe.'],
        hours: 2,
      },
      {
        slug: 'serrurerie',
        name: ['Serrurerie', 'Locksmith'],
        description: ['Porte claquée, serrure à changer, double de clé.', 'A door slammed shut, a lock to change, a key to copy.'],
        hours: 1,
      },
    ],
  },
  {
    slug: 'entretien',
    name: ['Entretien', 'Upkeep'],
    services: [
      {
        slug: 'menage',
        name: ['Ménage', 'Cleaning'],
        description: ['Trois heures de ménage, produits compris.', 'Three hours of cleaning, products included.'],
        hours: 3,
      },
      {
        slug: 'vitres',
        name: ['Lavage de vitres', 'Window cleaning'],
        description: ['Toutes les vitres du logement, dedans et dehors.', 'Every window of the home, inside and out.'],
        hours: 2,
      },
      {
        slug: 'jardinage',
        name: ['Jardinage', 'Gardening'],
        description: ['Tonte, taille, désherbage : une demi-journée au jardin.', 'Mowing, pruning, weeding: half a day in the garden.'],
        hours: 4,
      },
    ],
  },
  {
    slug: 'personne',
    name: ['Aide à la personne', 'Personal help'],
    services: [
      {
        slug: 'soutien-scolaire',
        name: ['Soutien scolaire', 'Tutoring'],
        description: ['Une heure de cours à domicile, du CP à la terminale.', 'An hour of lessons at home, for pupils of every age.'],
        hours: 1,
      },
      {
        slug: 'informatique',
        name: ['Dépannage informatique', 'Computer help'],
        description: ['Ordinateur lent, imprimante muette, box à installer.', 'A slow computer, a silent printer, a router to set up.'],
        hours: 1,
      },
    ],
  },
];

export const PROVIDERS: readonly ProviderSeed[] = [
  {
    slug: 'atelier-benali',
    name: 'Atelier Benali',
    city: 'Lyon',
    about: ['Plombiers de père en fille depuis 1987.', 'Plumbers, father to daughter, since 1987.'],
    phone: '+33478000001',
    offers: { plomberie: 9_000, serrurerie: 7_500 },
  },
  {
    slug: 'lumiere-et-fils',
    name: 'Lumière et fils',
    city: 'Lyon',
    about: ['Électriciens agréés, devis gratuit.', 'Certified electricians, quotes for free.'],
    phone: '+33478000002',
    offers: { electricite: 9_500 },
  },
  {
    slug: 'nadia-services',
    name: 'Nadia Services',
    city: 'Marseille',
    about: ['Une équipe de huit personnes, toutes salariées.', 'A team of eight people, all on the payroll.'],
    phone: '+33491000001',
    offers: { menage: 7_200, vitres: 5_800 },
  },
  {
    slug: 'les-mains-vertes',
    name: 'Les Mains vertes',
    city: 'Marseille',
    about: ['Jardins et balcons, sans pesticides.', 'Gardens and balconies, without pesticides.'],
    phone: '+33491000002',
    offers: { jardinage: 14_000 },
  },
  {
    slug: 'cours-du-soir',
    name: 'Cours du soir',
    city: 'Paris',
    about: ['Des professeurs patients, en soirée et le samedi.', 'Patient teachers, in the evening and on Saturdays.'],
    phone: '+33140000001',
    offers: { 'soutien-scolaire': 3_800 },
  },
  {
    slug: 'octet-et-compagnie',
    name: 'Octet & compagnie',
    city: 'Paris',
    about: ["L'informatique expliquée sans jargon.", 'Computers explained without jargon.'],
    phone: '+33140000002',
    offers: { informatique: 4_900, 'soutien-scolaire': 4_200 },
  },
  {
    slug: 'tout-pour-la-maison',
    name: 'Tout pour la maison',
    city: 'Paris',
    about: ['Un seul numéro pour toutes vos réparations.', 'One number for everything that needs repair.'],
    phone: '+33140000003',
    offers: { plomberie: 11_000, electricite: 10_500, serrurerie: 8_900, menage: 8_400 },
  },
];
