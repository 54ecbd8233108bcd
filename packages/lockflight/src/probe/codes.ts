import type { CodeTable } from '../contract/codes.ts';

/** Why a check of `lockflight doctor` did not pass. */
export const PROBE_CODES = {
  'service-not-set': {
    means: {
      en: 'The service is used here and a variable that it needs is not set.',
      fr: "Le service sert ici et une variable dont il a besoin n'est pas définie.",
    },
    why: { en: 'A service that nobody can reach is not there.', fr: "Un service que personne ne peut joindre n'est pas là." },
    fix: {
      en: 'Set the variable that the message names, or say in the contract that the service is optional or off here.',
      fr: 'Définissez la variable que nomme le message, ou dites dans le contrat que le service est facultatif ou absent ici.',
    },
  },
  'service-not-declared': {
    means: {
      en: 'The contract names no variable for something that the probe has to know.',
      fr: 'Le contrat ne nomme pas de variable pour ce que la sonde doit savoir.',
    },
    why: { en: 'A probe goes only where the contract says.', fr: "Une sonde ne va que là où le contrat l'envoie." },
    fix: {
      en: 'Name the variable under the service: the message says which part is missing.',
      fr: 'Nommez la variable sous le service : le message dit quelle partie manque.',
    },
  },
  'service-unwanted': {
    means: { en: 'The contract forbids the service here, and it is set.', fr: 'Le contrat interdit le service ici, et il est défini.' },
    why: {
      en: 'What an environment must not use, it must not hold.',
      fr: "Ce qu'un environnement ne doit pas utiliser, il ne doit pas l'avoir.",
    },
    fix: { en: 'Remove the variables that the message names.', fr: 'Retirez les variables que nomme le message.' },
  },
  'service-mocked': {
    means: {
      en: 'The real service is required here, and an imitation stands in its place.',
      fr: 'Le vrai service est exigé ici, et une imitation le remplace.',
    },
    why: {
      en: 'An imitation in memory forgets everything, and proves nothing.',
      fr: 'Une imitation en mémoire oublie tout et ne prouve rien.',
    },
    fix: { en: 'Switch the imitation off, and set the real address.', fr: "Coupez l'imitation et définissez la vraie adresse." },
  },
  'service-disabled': {
    means: {
      en: 'The service is required here, and a variable switches it off.',
      fr: 'Le service est exigé ici, et une variable le coupe.',
    },
    why: { en: 'A required service that is off protects nobody.', fr: 'Un service exigé mais coupé ne protège personne.' },
    fix: { en: 'Switch it on, or change the contract.', fr: 'Activez-le, ou changez le contrat.' },
  },
  'service-wrong-mode': {
    means: {
      en: 'A live account where a test one belongs, or the other way round. Nothing was sent.',
      fr: "Un compte live là où un compte de test est attendu, ou l'inverse. Rien n'a été envoyé.",
    },
    why: { en: 'A live key in staging charges real people.', fr: 'Une clé live en staging débite de vraies personnes.' },
    fix: { en: 'Put the account of the right mode here.', fr: 'Mettez ici le compte du bon mode.' },
  },
  'service-address-invalid': {
    means: {
      en: 'The address cannot be used: its shape or its scheme is not that of this service.',
      fr: "L'adresse est inutilisable : ni sa forme ni son schéma ne sont ceux de ce service.",
    },
    why: { en: 'A client would guess, and reach something else.', fr: 'Un client devinerait, et joindrait autre chose.' },
    fix: { en: 'Correct the variable that the message names.', fr: 'Corrigez la variable que nomme le message.' },
  },
  'service-address-refused': {
    means: {
      en: 'The address leads where no probe goes: a link-local or metadata address, or, for a vendor, into a private network.',
      fr: "L'adresse mène là où aucune sonde ne va : une adresse locale au lien ou de métadonnées ou, pour un fournisseur, un réseau privé.",
    },
    why: {
      en: 'The metadata service of a cloud hands out credentials to whoever asks.',
      fr: "Le service de métadonnées d'un nuage donne des identifiants à qui les demande.",
    },
    fix: {
      en: 'Correct the address, or the name server that answers so.',
      fr: "Corrigez l'adresse, ou le serveur de noms qui répond ainsi.",
    },
  },
  'service-host-unknown': {
    means: { en: 'No name server knows the host.', fr: "Aucun serveur de noms ne connaît l'hôte." },
    why: { en: 'The application would not find it either.', fr: "L'application ne le trouverait pas non plus." },
    fix: {
      en: 'Correct the name, or ask from a network that knows it.',
      fr: 'Corrigez le nom, ou posez la question depuis un réseau qui le connaît.',
    },
  },
  'service-unreachable': {
    means: { en: 'Nothing answers at that address.', fr: 'Rien ne répond à cette adresse.' },
    why: { en: 'The application would not reach it either.', fr: "L'application ne le joindrait pas non plus." },
    fix: {
      en: 'Start the service, open the network to it, or correct host and port.',
      fr: "Démarrez le service, ouvrez-lui le réseau, ou corrigez l'hôte et le port.",
    },
  },
  'service-timeout': {
    means: { en: 'The service did not answer in time.', fr: "Le service n'a pas répondu à temps." },
    why: { en: 'A service that hangs stops those who wait for it.', fr: "Un service qui ne répond plus arrête ceux qui l'attendent." },
    fix: {
      en: 'Look at the service, then ask again; --timeout gives it longer.',
      fr: 'Regardez le service, puis recommencez ; --timeout lui laisse plus de temps.',
    },
  },
  'service-certificate': {
    means: { en: "The server's certificate is not valid for that host.", fr: "Le certificat du serveur n'est pas valable pour cet hôte." },
    why: { en: 'Without it anybody could answer in its place.', fr: "Sans lui, n'importe qui pourrait répondre à sa place." },
    fix: {
      en: 'Renew the certificate; for an authority of your own, set NODE_EXTRA_CA_CERTS.',
      fr: 'Renouvelez le certificat ; pour une autorité à vous, définissez NODE_EXTRA_CA_CERTS.',
    },
  },
  'service-not-encrypted': {
    means: {
      en: 'The connection is not encrypted, where it has to be.',
      fr: "La connexion n'est pas chiffrée, alors qu'elle doit l'être.",
    },
    why: { en: 'Passwords and data would pass in the clear.', fr: 'Mots de passe et données passeraient en clair.' },
    fix: {
      en: 'Switch TLS on at the server, and take the address that uses it (rediss:, https:, sslmode=require).',
      fr: "Activez TLS sur le serveur et prenez l'adresse qui l'utilise (rediss:, https:, sslmode=require).",
    },
  },
  'service-login-refused': {
    means: { en: 'The service answers, and refuses these credentials.', fr: 'Le service répond, et refuse ces identifiants.' },
    why: { en: 'The application would be refused too.', fr: "L'application serait refusée aussi." },
    fix: {
      en: 'Set the credentials that were issued for this environment.',
      fr: 'Définissez les identifiants émis pour cet environnement.',
    },
  },
  'service-open': {
    means: {
      en: 'The service lets anybody in: it asks for no credentials.',
      fr: "Le service laisse entrer n'importe qui : il ne demande pas d'identifiants.",
    },
    why: { en: 'Whoever reaches its port can read and write.', fr: 'Quiconque atteint son port peut lire et écrire.' },
    fix: {
      en: 'Demand a password or token at the service, and set it here.',
      fr: 'Exigez un mot de passe ou un jeton sur le service, et définissez-le ici.',
    },
  },
  'service-redirected': {
    means: {
      en: 'The service sends the probe elsewhere, and no redirection is followed.',
      fr: "Le service renvoie la sonde ailleurs, et aucune redirection n'est suivie.",
    },
    why: { en: 'Elsewhere is a host that the contract does not name.', fr: "Ailleurs, c'est un hôte que le contrat ne nomme pas." },
    fix: { en: 'Put the final address into the variable.', fr: "Mettez l'adresse finale dans la variable." },
  },
  'service-answer-unexpected': {
    means: {
      en: 'Something answers, and not as this kind of service does.',
      fr: 'Quelque chose répond, mais pas comme ce type de service.',
    },
    why: {
      en: 'Another program listens at that address, or the service is broken.',
      fr: 'Un autre programme écoute à cette adresse, ou le service est en panne.',
    },
    fix: {
      en: "Check host, port and path, then the service's own log.",
      fr: "Vérifiez l'hôte, le port et le chemin, puis le journal du service.",
    },
  },
  'service-busy': {
    means: { en: 'The service answers that it cannot serve now.', fr: "Le service répond qu'il ne peut pas servir maintenant." },
    why: { en: 'Nothing was learned: it is not fine, and not proven broken.', fr: "Rien n'a été appris : ni sain, ni prouvé en panne." },
    fix: {
      en: "Ask again later; look at the vendor's status page.",
      fr: "Recommencez plus tard ; regardez la page d'état du fournisseur.",
    },
  },
  'service-not-visible': {
    means: { en: 'The service did not let the probe see this.', fr: "Le service n'a pas laissé la sonde le voir." },
    why: { en: 'What could not be seen is not taken for granted.', fr: "Ce qui n'a pas pu être vu n'est pas supposé." },
    fix: {
      en: 'Give the credentials the right to read it, or name what the message asks for.',
      fr: 'Donnez aux identifiants le droit de le lire, ou nommez ce que demande le message.',
    },
  },
  'service-outdated': {
    means: { en: 'The version gets no fixes any more.', fr: 'La version ne reçoit plus de correctifs.' },
    why: { en: 'Known holes stay open.', fr: 'Les failles connues restent ouvertes.' },
    fix: { en: 'Upgrade the server.', fr: 'Mettez le serveur à niveau.' },
  },
  'service-identity': {
    means: { en: 'The service that answers is not the one that is meant.', fr: "Le service qui répond n'est pas celui qui est visé." },
    why: {
      en: 'A replica cannot be written to, and the account of another project holds other data.',
      fr: "On ne peut pas écrire sur un réplica, et le compte d'un autre projet contient d'autres données.",
    },
    fix: { en: 'Put the address and credentials of the right one here.', fr: "Mettez ici l'adresse et les identifiants du bon." },
  },
  'service-too-mighty': {
    means: {
      en: 'The credentials may do far more than the application needs.',
      fr: "Les identifiants permettent bien plus que ce dont l'application a besoin.",
    },
    why: {
      en: "A superuser's password in an application turns one injection into the loss of the whole server.",
      fr: "Le mot de passe d'un superutilisateur dans une application fait d'une injection la perte de tout le serveur.",
    },
    fix: { en: 'Give the application a role of its own.', fr: "Donnez à l'application un rôle à elle." },
  },
  'service-provider-unknown': {
    means: {
      en: 'No probe knows this provider, and the contract names no address to ask.',
      fr: "Aucune sonde ne connaît ce fournisseur, et le contrat ne nomme pas d'adresse à interroger.",
    },
    why: { en: 'An address that is guessed would receive the key.', fr: 'Une adresse devinée recevrait la clé.' },
    fix: {
      en: 'Name a `url` under the service: it is asked with the key as a bearer token.',
      fr: 'Nommez une `url` sous le service : elle est interrogée avec la clé comme jeton Bearer.',
    },
  },
  'shadow-is-primary': {
    means: {
      en: 'The shadow database is the primary one, whatever it is called.',
      fr: "La base fantôme est la base principale, quel que soit le nom qu'on lui donne.",
    },
    why: {
      en: 'Migrations are replayed in the shadow database, which is emptied first.',
      fr: "Les migrations sont rejouées dans la base fantôme, qui est d'abord vidée.",
    },
    fix: {
      en: 'Create another database and put its address into the variable.',
      fr: 'Créez une autre base et mettez son adresse dans la variable.',
    },
  },
  'database-missing': {
    means: { en: 'There is no database file at that path.', fr: "Il n'y a pas de fichier de base à ce chemin." },
    why: { en: 'A client would make an empty one and go on.', fr: 'Un client en créerait une vide et continuerait.' },
    fix: { en: 'Run the migrations, or correct the path.', fr: 'Lancez les migrations, ou corrigez le chemin.' },
  },
  'database-corrupt': {
    means: { en: 'The file is no database, or a damaged one.', fr: "Le fichier n'est pas une base, ou en est une abîmée." },
    why: { en: 'What is read from it may be wrong.', fr: "Ce qu'on y lit peut être faux." },
    fix: { en: 'Restore a backup.', fr: 'Restaurez une sauvegarde.' },
  },
  'database-read-only': {
    means: { en: 'The database cannot be written to.', fr: 'On ne peut pas écrire dans la base.' },
    why: { en: 'The first request that stores something would fail.', fr: 'La première requête qui enregistre échouerait.' },
    fix: {
      en: 'Give the right to write, or take the primary instead of a replica.',
      fr: "Donnez le droit d'écrire, ou prenez la base principale au lieu d'un réplica.",
    },
  },
  'backups-off': {
    means: {
      en: 'The contract wants backups here, and they are switched off.',
      fr: 'Le contrat veut des sauvegardes ici, et elles sont coupées.',
    },
    why: { en: 'What has no backup is lost once.', fr: "Ce qui n'a pas de sauvegarde se perd une fois pour toutes." },
    fix: { en: 'Switch them on.', fr: 'Activez-les.' },
  },
  'backups-stale': {
    means: { en: 'There is no backup that is recent enough.', fr: "Il n'y a pas de sauvegarde assez récente." },
    why: {
      en: 'A backup that stopped weeks ago is found out on the day that it is needed.',
      fr: 'Une sauvegarde arrêtée depuis des semaines se découvre le jour où on en a besoin.',
    },
    fix: {
      en: 'Look why the last one failed, make one now, and restore it somewhere once.',
      fr: 'Cherchez pourquoi la dernière a échoué, faites-en une maintenant, et restaurez-la une fois ailleurs.',
    },
  },
  'antivirus-blind': {
    means: { en: 'The antivirus took the EICAR test file for clean.', fr: "L'antivirus a jugé sain le fichier de test EICAR." },
    why: { en: 'It would let everything else pass as well.', fr: 'Il laisserait aussi passer tout le reste.' },
    fix: { en: 'Load the signatures (freshclam), then restart clamd.', fr: 'Chargez les signatures (freshclam), puis redémarrez clamd.' },
  },
  'antivirus-false-alarm': {
    means: { en: 'The antivirus took clean text for infected.', fr: "L'antivirus a jugé infecté un texte sain." },
    why: { en: 'It would refuse every upload.', fr: 'Il refuserait tous les dépôts.' },
    fix: { en: 'Look at the signatures that were added by hand.', fr: 'Regardez les signatures ajoutées à la main.' },
  },
  'antivirus-stale': {
    means: { en: 'The signatures are older than a week.', fr: "Les signatures ont plus d'une semaine." },
    why: {
      en: 'New viruses are found with new signatures only.',
      fr: "Les nouveaux virus ne se trouvent qu'avec de nouvelles signatures.",
    },
    fix: { en: 'Run freshclam, and see that it runs daily.', fr: "Lancez freshclam, et veillez à ce qu'il tourne chaque jour." },
  },
  'storage-unusable': {
    means: { en: 'A file could not be written, read back or deleted there.', fr: "Un fichier n'a pas pu y être écrit, relu ou supprimé." },
    why: { en: 'Uploads would be lost, or stay for ever.', fr: 'Les dépôts seraient perdus, ou resteraient pour toujours.' },
    fix: {
      en: 'Make the directory, and give the application the right to write in it.',
      fr: "Créez le dossier et donnez à l'application le droit d'y écrire.",
    },
  },
  'storage-not-durable': {
    means: {
      en: 'The directory lives in memory or in the layer of a container: it goes with the process.',
      fr: "Le dossier vit en mémoire ou dans la couche d'un conteneur : il disparaît avec le processus.",
    },
    why: { en: 'The contract says durable, or shared.', fr: 'Le contrat dit durable, ou partagé.' },
    fix: { en: 'Mount a volume there.', fr: 'Montez-y un volume.' },
  },
} as const satisfies CodeTable;
