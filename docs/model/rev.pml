/*
 * RollingOps: a failover that loses the last writes only, as a Promela model of its own: one unit's databag, its revision,
 * a replica that is behind, and what the unit makes of it. See README.md.
 */
#ifndef MAXF           /* faults: failovers, and answers that are lost */
#define MAXF 2
#endif
#ifndef OTHERS         /* how often others write into the databag */
#define OTHERS 2
#endif
#define NONE 255

/* q: queued; e: ended, and remembered; lost: what the unit knew of when it was first found to know more */
typedef Bag { byte rev; byte lost; bit q[2]; bit e[2] };
Bag bag, replica;
byte time = 1;                   /* the store's, at its last write */
byte faults, failovers, others;
byte before;                     /* scratch */

/* the unit */
byte rev;                        /* the highest revision that it was told */
byte readRev = NONE;             /* the one whose content it knows */
byte knows[2];                   /* of its request: 0 not accepted, 1 unfinished, 2 ended, 3 ended as lost by the store */
bit owing; byte sent;            /* is sending its unfinished requests again: how many it has sent */
byte runs = NONE; byte kept = NONE;   /* the operation that runs; the one that ran last */
bit repeats;                     /* a finish was not answered */
bit grantLost;                   /* a failover has lost the grant of what runs */
bit ran[2];                      /* history */

#ifdef COUNTED         /* break: revisions are counted, and so given again */
#define NEXT(r) ((r)+1)
#else
#define NEXT(r) time
#endif
inline write() {
  before = bag.rev; time++; assert(time<NONE); bag.rev = NEXT(bag.rev)
}
inline copy(to, from) {
  to.rev = from.rev; to.lost = from.lost; to.q[0] = from.q[0]; to.q[1] = from.q[1]; to.e[0] = from.e[0]; to.e[1] = from.e[1]
}
/* one step of the unit's own, all of whose changes its answer told */
inline ownStep() {
#ifdef NOBEFORE        /* break: it passes for read, whatever it followed */
  readRev = bag.rev;
#else
  readRev = (before==readRev -> bag.rev : NONE);
#endif
  rev = (bag.rev>rev -> bag.rev : rev)
}
inline noted() {
  rev = (bag.rev>rev -> bag.rev : rev); readRev = NONE
}
inline enqueue(i) {
  if
  :: !bag.q[i] && !bag.e[i] -> write(); bag.q[i] = 1
  :: else -> before = bag.rev
  fi
}
#define LOST (rev>bag.rev || (bag.lost>0 && rev<=bag.lost))
#define THERE(i) (bag.q[i] || runs==i)
#define MISSES(i) (knows[i]==1 && !THERE(i) && !bag.e[i] && kept!=i)
inline hear(i) {
  knows[i] = ((knows[i]==1 && !THERE(i)) -> ((bag.e[i] || kept==i) -> 2 : 3) : knows[i])
}
inline take() {
  rev = bag.rev; readRev = bag.rev; hear(0); hear(1)
}

active proctype Unit() {
  byte i;
  do
  /* a request, repeated until it is answered */
  :: d_step { knows[0]==0 -> enqueue(0); knows[0] = 1; readRev = ((bag.rev<rev || bag.rev<=readRev && readRev!=NONE) -> NONE : readRev); ownStep(); before = 0 }
  :: d_step { knows[1]==0 -> enqueue(1); knows[1] = 1; readRev = ((bag.rev<rev || bag.rev<=readRev && readRev!=NONE) -> NONE : readRev); ownStep(); before = 0 }
  :: d_step { knows[0]==0 && faults<MAXF -> faults++; enqueue(0); before = 0 }
  /* a heartbeat; its answer may be lost */
  :: d_step { rev!=bag.rev || LOST ->
       owing = (LOST -> 1 : owing); readRev = (LOST -> NONE : readRev);
       if
       :: LOST -> i = rev; bag.rev = (rev>bag.rev -> rev : bag.rev); write(); bag.lost = i
       :: else -> bag.lost = 0
       fi;
       rev = bag.rev; before = 0; i = 0 }
  :: d_step { LOST && faults<MAXF -> faults++; i = rev; bag.rev = (rev>bag.rev -> rev : bag.rev); write();
#ifdef NOAGAIN         /* break: a loss is told once, whether the answer is heard or not */
       i = 0;
#endif
       bag.lost = i; before = 0; i = 0 }
  /* what is not known is read; of what is missing then, everything is sent again first */
  :: d_step { !owing && rev!=readRev ->
       if
#ifndef NOMISSES       /* break: what is missing has been lost */
       :: MISSES(0) || MISSES(1) -> owing = 1
#endif
       :: else -> take()
       fi }
  :: d_step { owing && sent<2 ->
       if
       :: knows[sent]==1 && kept!=sent && runs!=sent -> i = sent; enqueue(i)
       :: else
       fi;
       sent++; before = 0; i = 0 }
  :: d_step { owing && sent==2 -> owing = 0; sent = 0; take() }
  /* a run; its result is sent until it is answered */
  :: d_step { runs==NONE && bag.q[0] -> runs = 0; ran[0] = 1; grantLost = 0 }
  :: d_step { runs==NONE && bag.q[1] -> runs = 1; ran[1] = 1; grantLost = 0 }
  :: d_step { runs!=NONE && !repeats && !grantLost && bag.q[runs] -> write(); bag.q[runs] = 0; bag.e[runs] = 1; ownStep();
       kept = runs; knows[runs] = 2; runs = NONE; before = 0 }
  :: d_step { runs!=NONE && !repeats && !grantLost && bag.q[runs] && faults<MAXF -> faults++; write(); bag.q[runs] = 0; bag.e[runs] = 1; repeats = 1; before = 0 }
  /* refused, repeated, or of an operation that is no longer queued */
  :: d_step { runs!=NONE && (repeats || grantLost || !bag.q[runs]) ->
       owing = (!repeats && !bag.q[runs] -> 1 : owing); noted(); kept = runs; runs = NONE; repeats = 0 }
  od
}

active proctype Store() {
  do
  :: d_step { others<OTHERS -> others++; write(); before = 0 }
  :: d_step { faults<MAXF && bag.rev!=replica.rev -> copy(replica, bag) }
  :: d_step { faults<MAXF -> faults++; failovers++; copy(bag, replica); grantLost = 1 }
  od
}

#define DONE(i) (knows[i]>1 && (ran[i] || failovers>1))
active proctype Rest() {
  timeout -> assert(DONE(0) && DONE(1))
}
