/*
 * RollingOps: the core of how the units agree, as a Promela model.
 *
 * Every transition is one atomic script on Redis, one local step of a unit, or one event of the environment.
 * Time is not counted; it appears as events whose guards keep the only relation that matters:
 * a unit's local deadline is over before its membership may be declared over (lease > renew deadline, stamped before
 * sending). See README.md for switches, abstractions and results.
 */
#ifndef N
#define N 2
#endif
#ifndef OPS0
#define OPS0 2
#endif
#ifndef OPS1
#define OPS1 1
#endif
#ifndef OPS2
#define OPS2 1
#endif
#ifndef MAXR           /* max_retry of every operation */
#define MAXR 1
#endif
#ifndef BATON          /* 0 never, 1 whenever a lease is live, 2 free choice at each finish */
#define BATON 2
#endif
/*
 * Faults of any kind together in a run. One each: a live unit's deadline passes; a live unit's membership is declared
 * over; a live leader's lease ends; a crash; a leave; a late heartbeat of a process that is gone; a lost heartbeat
 * reply. A return under a new boot id is free. Lost, late and repeated grant messages, requests and finishes are free.
 */
#ifndef MAXF
#define MAXF 4
#endif
#ifndef TURNS          /* how many units may hold the lock at a time */
#define TURNS 1
#endif
#define MAXTOK 14
#define QL 3

#define IDLE 0
#define REQ 1
#define RET 2
#define DELAYED 3
#define GRANTED 4

#define RELEASE 1
#define RETRY_RELEASE 2
#define RETRY_HOLD 3

/* ---------- Redis ---------- */
/*
 * cut: the operation of a grant released as stale, not accounted for yet; cutran: its token had been started;
 * park: the unit has last said that it is busy or draining; gT, gOp: its entry in the list of grants, token and operation;
 * applied: a finish has been applied under this token
 */
typedef Bag { unsigned mem:1; unsigned boot:2; unsigned cut:2; unsigned cutran:1; unsigned park:1; unsigned ql:2; unsigned att:2; unsigned st:3;
              unsigned q0:2; unsigned q1:2; unsigned q2:2; unsigned gT:4; unsigned gOp:2; unsigned applied:1 };
Bag bag[N];
unsigned ldr:2, lboot:2, term:2; /* the lease: unit + 1, its boot, its term */
unsigned tok:4;                  /* last token issued */

/* ---------- units ---------- */
typedef Local {
  unsigned up:1; unsigned boot:2;
  unsigned dl:1;                 /* the local deadline holds */
  unsigned bterm:2;              /* the term under which this unit believes to lead; 0: it does not */
  short hint;                    /* grants this process can hear of, now or late, by message or by a reply */
  unsigned inT:4;                /* token of the callback that is running */
  unsigned lost:1;               /* latch: the deadline passed during this run */
  unsigned pend:4; unsigned pres:2;   /* finish sent, not answered */
  unsigned leaving:1;            /* draining: starts no more, leads no more, leaves once nothing runs */
  unsigned nreq:2;
  unsigned chk:4;                /* SUSPEND: deadline checked, callback not entered yet */
  unsigned rp:1;                 /* REQREPLY: last request not answered yet; it is repeated under the same id */
  /* HB2: a heartbeat's reply travels: processed late, lost, or out of date */
  unsigned hbp:1; unsigned hbfresh:1; unsigned hbT:4; unsigned hbL:2; unsigned hbF:4;
  /* outlives the process */
  unsigned zt:4; unsigned zr:2;  /* a finish still under way */
#ifdef FINLATE
  unsigned frT:4;                /* the answer to a finish, under way, names this token */
#endif
  unsigned back:4;               /* a hand-back of a token that was not started, under way */
  unsigned zl:2;                 /* a leave still under way: its boot */
  unsigned ghost:4;              /* the old process of the same name, cut off, still inside its callback, deadline holding */
#ifdef LOSS
  unsigned j:1;                  /* has joined: knows the store by its id */
  unsigned kn:1;                 /* knows the store that is no more, and has not heard of the loss */
  unsigned old:1;                /* its deadline, or its ghost's, is of before the loss */
  unsigned base:2;               /* operations up to this one are of earlier lives */
  unsigned re:3;                 /* operations that it asked for and that were lost: to be sent again */
  unsigned rop:2;                /* the operation of the grant that was lost, if this unit held it */
#endif
#ifdef GATE
  /* as the leader: what the gate is asked about (unit + 1, operation), the term under which it is asked, its answer */
  unsigned ask:2; unsigned aop:2; unsigned aterm:2; unsigned yes:1;
#endif
  /* history, for the properties */
  unsigned o1:2; unsigned o2:2; unsigned o3:2;   /* each operation: 0 not asked, 1 accepted, 2 released, 3 dropped */
  unsigned twice:1
};
Local un[N];
#ifdef SUSPEND
#define CHK(u) un[u].chk
#else
#define CHK(u) 0
#endif
#define BACK(u) un[u].back
#ifdef FINLATE
#define FRT(u) un[u].frT
#else
#define FRT(u) 0
#endif
#ifdef NOBURN          /* break: a token that is being handed back may still be started */
#define BURNT(u) 0
#else
#define BURNT(u) BACK(u)
#endif
#ifdef HB2
#define HBIDLE(u) (un[u].hbp==0)
#define FRESHREPLY(u) (un[u].hbp && un[u].hbfresh)
#else
#define HBIDLE(u) true
#define FRESHREPLY(u) false
#endif
unsigned faults:4; bit foff;
#ifdef GATE
bit shut;                        /* the gate says no */
#endif
#ifdef LOSS
bit losses;                      /* the store has forgotten: once in a run */
bit noted;                       /* somebody has told it so */
bit blind;                       /* before that, it was spoken to by one that knew of nothing */
bit quiet;                       /* one lease without grants */
#endif
short ranmask;                   /* tokens that have been run */
unsigned cT:4, cN:4;             /* scratch, 0 between scripts */

#if N==2
#define EACH(P) P(0) + P(1)
#define ANY(P) (P(0) || P(1))
#define ALL(P) (P(0) && P(1))
#define THIRD(P)
#else
#define EACH(P) P(0) + P(1) + P(2)
#define ANY(P) (P(0) || P(1) || P(2))
#define ALL(P) (P(0) && P(1) && P(2))
#define THIRD(P) P(2);
#endif
#define OPS(u) (u==0 -> OPS0 : (u==1 -> OPS1 : OPS2))
#define BIT(t) (1<<(t))
#define HEARS(u,t) ((un[u].hint>>(t))&1)

#ifdef NOLATCH
#define INSIDE(u) (un[u].inT!=0 && un[u].dl)
#else
#define INSIDE(u) (un[u].inT!=0 && un[u].dl && !un[u].lost)
#endif
#define INSIDEG(u) ((INSIDE(u) -> 1 : 0) + (un[u].ghost!=0 -> 1 : 0))
#define PHYS(u) ((un[u].inT!=0 -> 1 : 0) + (un[u].ghost!=0 -> 1 : 0))
#if defined(LOSS) && !defined(COUNTBLIND)   /* -DCOUNTBLIND: counts the overlap that no rule prevents */
#define EXCUSED blind ||
#else
#define EXCUSED
#endif
#ifdef P1PHYS
#define ONCE(u) (PHYS(u) <= 1)
#define P1 assert((EACH(PHYS)) <= TURNS && ALL(ONCE))
#else
#define ONCE(u) (INSIDEG(u) <= 1)
#define P1 assert(EXCUSED ((EACH(INSIDEG)) <= TURNS && ALL(ONCE)))
#endif

#ifdef NOPARK          /* break: a unit that is busy or draining is granted the lock like any other */
#define PARKED(v) 0
#else
#define PARKED(v) bag[v].park
#endif
#if defined(LOSS) && !defined(NOQUIET)      /* -DNOQUIET, break: grants go on at once */
#define OPEN !quiet
#else
#define OPEN true
#endif
#define PARKS(u) (un[u].leaving || un[u].inT!=0)
#ifdef TWICE           /* break: a unit whose entry stands in the list is granted another */
#define WAITS(v) (bag[v].st==REQ || bag[v].st==RET || bag[v].st==GRANTED)
#else
#define WAITS(v) (bag[v].st==REQ || bag[v].st==RET)
#endif
#define ELIGIBLE(v) (OPEN && bag[v].mem && !PARKED(v) && bag[v].ql>0 && WAITS(v))
#define QUEUED(u,op) (bag[u].q0==(op) || bag[u].q1==(op) || bag[u].q2==(op))
#define STARTED(t) ((ranmask>>(t))&1)
#define LEADS(u) (ldr==u+1 && lboot==un[u].boot && term==un[u].bterm)
#define HOLDS(u) (bag[u].gT!=0 -> 1 : 0)
#define FREETURN ((EACH(HOLDS)) < TURNS)
#define STALE(u) (bag[u].gT!=0 && !bag[u].mem)
/* the list of grants stands in the order of tokens */
#define SOONER(u,v) (bag[v].gT!=0 && bag[v].gT<bag[u].gT)
#if N==2
#define OLDEST(u) (!SOONER(u,0) && !SOONER(u,1))
#else
#define OLDEST(u) (!SOONER(u,0) && !SOONER(u,1) && !SOONER(u,2))
#endif

/* ---------- shared pieces of the scripts ---------- */
inline release(u) {
  if
  :: bag[u].gT!=0 && un[u].zt==bag[u].gT -> un[u].zt = 0; un[u].zr = 0   /* a finish under way with this token is void from now on */
  :: else
  fi;
  bag[u].gT = 0; bag[u].gOp = 0; bag[u].applied = 0
}
/*
 * Tokens are only ever compared. Before a new one is issued, those that anything still refers to are renumbered from
 * 1, in order, which merges states that differ only in how many tokens have come and gone (-DNOCOMPACT: left as is).
 */
inline move(u) {
  bag[u].gT = (bag[u].gT==cT -> cN : bag[u].gT);
  un[u].hint = (HEARS(u,cT) -> ((un[u].hint & ~BIT(cT)) | BIT(cN)) : un[u].hint);
  un[u].inT = (un[u].inT==cT -> cN : un[u].inT); un[u].pend = (un[u].pend==cT -> cN : un[u].pend); un[u].chk = (un[u].chk==cT -> cN : un[u].chk);
  un[u].zt = (un[u].zt==cT -> cN : un[u].zt); un[u].ghost = (un[u].ghost==cT -> cN : un[u].ghost); un[u].hbT = (un[u].hbT==cT -> cN : un[u].hbT);
#ifdef FINLATE
  un[u].frT = (un[u].frT==cT -> cN : un[u].frT);
#endif
  un[u].back = (un[u].back==cT -> cN : un[u].back)
}
#define REFERS(u) (bag[u].gT==cT || HEARS(u,cT) || un[u].inT==cT || un[u].pend==cT || un[u].chk==cT || un[u].zt==cT || un[u].ghost==cT || un[u].hbT==cT || BACK(u)==cT || FRT(u)==cT)
inline compact() {
#ifndef NOCOMPACT
  d_step {
    cN = 0; cT = 1;
    do
    :: cT<=tok ->
       if
       :: ANY(REFERS) -> cN++;
          if
          :: cN!=cT -> move(0); move(1); THIRD(move)
             ranmask = (((ranmask>>cT)&1) -> ((ranmask & ~BIT(cT)) | BIT(cN)) : (ranmask & ~BIT(cN)))
          :: else
          fi
       :: else
       fi;
       un[0].hbF = (un[0].hbF==cT -> cN : un[0].hbF); un[1].hbF = (un[1].hbF==cT -> cN : un[1].hbF);
#if N>2
       un[2].hbF = (un[2].hbF==cT -> cN : un[2].hbF);
#endif
       cT++
    :: else -> break
    od;
    tok = cN; ranmask = ranmask & (BIT(cN+1)-1); cN = 0; cT = 0
  };
#else
  skip;
#endif
}
inline grantTo(v) {
  compact();
  assert(tok+1 > bag[v].gT);                           /* P2 */
  bag[v].applied = 0; tok++; assert(tok < MAXTOK);
  bag[v].gT = tok; bag[v].gOp = bag[v].q0; bag[v].st = GRANTED;
  assert((EACH(HOLDS)) <= TURNS);                      /* P7 */
  if
  :: un[v].up -> un[v].hint = un[v].hint | BIT(tok)             /* published; heard now, late, or never */
  :: skip                                              /* lost */
  fi
}
inline grantSome() {
  if
  :: ELIGIBLE(0) -> assert(bag[0].gT==0); grantTo(0)
  :: ELIGIBLE(1) -> assert(bag[1].gT==0); grantTo(1)
#if N>2
  :: ELIGIBLE(2) -> assert(bag[2].gT==0); grantTo(2)
#endif
  :: !ANY(ELIGIBLE) -> skip
  fi
}
/* take an operation out of the queue, wherever it stands; the one behind a removed head has not run */
inline remove(u, op, how) {
  assert(bag[u].ql>0 && !un[u].twice);                  /* P3: an operation completes at most once */
  assert(((op)==1 -> un[u].o1 : ((op)==2 -> un[u].o2 : un[u].o3))==1);
  un[u].o1 = ((op)==1 -> how : un[u].o1);
  un[u].o2 = ((op)==2 -> how : un[u].o2);
  un[u].o3 = ((op)==3 -> how : un[u].o3);
  bag[u].ql--;
  if
  :: bag[u].q0==(op) -> bag[u].q0 = bag[u].q1; bag[u].q1 = bag[u].q2; bag[u].q2 = 0; bag[u].att = 0; proceed(u)
  :: bag[u].q0!=(op) && bag[u].q1==(op) -> bag[u].q1 = bag[u].q2; bag[u].q2 = 0
  :: else -> bag[u].q2 = 0
  fi
}
inline proceed(u) {
  bag[u].st = (bag[u].ql>0 -> REQ : IDLE)
}
/* a run of this operation, which may no longer be queued, was cut short */
inline failAttempt(u, op) {
  if
  :: bag[u].q0==(op) && bag[u].att >= MAXR -> cT = op; remove(u, cT, 3); cT = 0
  :: bag[u].q0==(op) && bag[u].att < MAXR -> bag[u].att++
  :: else
  fi
}
/* a grant is taken back, and its operation goes back to where its unit's head stands */
inline takeBack(u) {
  proceed(u); release(u)
}
inline releaseStale(u) {
  bag[u].cut = bag[u].gOp; bag[u].cutran = STARTED(bag[u].gT); takeBack(u)
}
inline unlist(u) {
  if
  :: bag[u].gT!=0 -> releaseStale(u)
  :: else
  fi
}
inline stale(u) {
  if
  :: STALE(u) -> releaseStale(u)
  :: else
  fi
}
inline enqueue(u, op) {
  un[u].twice = (op==1 -> un[u].o1 : (op==2 -> un[u].o2 : un[u].o3))>1;   /* completed already, accepted again */
  un[u].o1 = (op==1 -> 1 : un[u].o1); un[u].o2 = (op==2 -> 1 : un[u].o2); un[u].o3 = (op==3 -> 1 : un[u].o3);
  bag[u].q0 = (bag[u].ql==0 -> op : bag[u].q0);
  bag[u].q1 = (bag[u].ql==1 -> op : bag[u].q1);
  bag[u].q2 = (bag[u].ql==2 -> op : bag[u].q2);
  bag[u].ql++;
  bag[u].st = (bag[u].st==IDLE -> REQ : bag[u].st)
}

/* ---------- scripts ---------- */
#ifdef TAKEOVER        /* open in the design: a new boot id displaces a membership that still lives */
#define MAYJOIN(u,b) true
#else
#define MAYJOIN(u,b) (!bag[u].mem || bag[u].boot==b)
#endif

/* terms are only compared: 0 none, PAST, NOW */
#define PAST 1
#define NOW 2
inline past(x) {
#ifdef GATE
  un[x].aterm = (un[x].aterm!=0 -> PAST : 0);
#endif
  un[x].bterm = (un[x].bterm!=0 -> PAST : 0); un[x].hbL = (un[x].hbL!=0 -> PAST : 0)
}
inline heartbeatScript(u, life, parks, drains) {
  if
  :: bag[u].boot != life ->
#ifndef REBIND         /* break: the new boot is told of the old boot's grant */
     if
     :: bag[u].gT!=0 -> releaseStale(u)
     :: else
     fi;
#endif
     bag[u].boot = life; bag[u].cutran = 1             /* what the old life has started is not known: it counts */
  :: else
  fi;
  if
  :: bag[u].cut!=0 && bag[u].cutran -> failAttempt(u, bag[u].cut)
  :: else
  fi;
  bag[u].cut = 0; bag[u].cutran = 0; bag[u].mem = 1; bag[u].park = parks;
  if
  :: (drains) && ldr==u+1 && lboot==life -> ldr = 0; lboot = 0
  :: !(drains) && ldr==0 -> ldr = u+1; lboot = life; term = NOW; past(0); past(1); THIRD(past) skip
  :: else
  fi
}

/* an operation whose outcome is known is not sent again */
inline answered(u, result) {
#ifdef LOSS
  un[u].re = ((result)==RELEASE && bag[u].gOp!=0 -> un[u].re & ~BIT(bag[u].gOp-1) : un[u].re)
#else
  skip
#endif
}

inline freed(u) {
#ifdef FINFIRST        /* break: finish takes the first entry out of the list, whatever token it brings */
  if
  :: OLDEST(0) && bag[0].gT!=0 -> release(0)
  :: OLDEST(1) && bag[1].gT!=0 -> release(1)
#if N>2
  :: OLDEST(2) && bag[2].gT!=0 -> release(2)
#endif
  fi
#else
  release(u)
#endif
}
inline finishScript(u, key, result, parks) {
#ifndef NOP5
  assert(bag[u].gT==key);                                /* P5 */
  assert(!bag[u].applied);                               /* P5: once for each token */
#endif
  bag[u].applied = 1; bag[u].park = parks;
#ifdef FINHEAD         /* break: finish acts on the head of the queue, whatever the grant names */
#define FINOP(u) bag[u].q0
#else
#define FINOP(u) bag[u].gOp
#endif
  if
  :: !QUEUED(u,FINOP(u)) || FINOP(u)==0 -> answered(u, result); takeBack(u); baton()            /* no longer queued: releases all the same */
  :: else -> assert(FINOP(u)==bag[u].gOp);                    /* P3: what ends, or is counted, is what was granted */
     assert(bag[u].q0==bag[u].gOp);
     if
     :: result==RELEASE -> remove(u, bag[u].gOp, 2); freed(u); baton()
     :: result!=RELEASE && bag[u].att>=MAXR -> remove(u, bag[u].gOp, 3); freed(u); baton()
     :: result==RETRY_RELEASE && bag[u].att<MAXR -> bag[u].att++; bag[u].st = DELAYED; freed(u); baton()
     :: result==RETRY_HOLD && bag[u].att<MAXR -> bag[u].att++;
#ifndef HOLDSAME
        un[u].zt = 0; un[u].zr = 0; grantTo(u)                         /* the lock stays; the next run has a token of its own */
#endif
     fi
  fi
}
inline baton() {
#if defined(GATE) && !defined(GATEBATON)    /* -DGATEBATON, break: the turn is passed on as if there were no gate */
  skip                                                 /* the leader's policy says that there is a gate */
#elif BATON==1
  if
  :: ldr!=0 -> grantSome()
  :: else
  fi
#elif BATON==2
  if
#ifdef GATE
  :: ldr!=0 -> assert(!shut || !ANY(ELIGIBLE)); grantSome()    /* P8 */
#else
  :: ldr!=0 -> grantSome()
#endif
  :: skip
  fi
#elif BATON==3        /* break: the baton does not ask for a live lease */
  assert(ldr!=0 || !ANY(ELIGIBLE)); grantSome()    /* P6 */
#else
  skip
#endif
}
inline leaveScript(u, life) {
  if
#ifdef LEAVENOBOOT
  :: true ->
#else
  :: bag[u].boot==life ->
#endif
     bag[u].mem = 0; bag[u].park = 1;
     if
     :: bag[u].gT!=0 && STARTED(bag[u].gT) -> releaseStale(u)
     :: bag[u].gT!=0 && !STARTED(bag[u].gT) -> takeBack(u)          /* granted and never started: given back, no attempt counted */
     :: else
     fi;
     if
     :: ldr==u+1 && lboot==life -> ldr = 0; lboot = 0
     :: else
     fi
  :: else
  fi
}

/* ---------- the store forgets ---------- */
#ifdef LOSS
#define LOSTOP(x,i) (QUEUED(x,i) && un[x].up && un[x].base<(i) && !(un[x].pend!=0 && un[x].pend==bag[x].gT && un[x].pres==RELEASE && bag[x].gOp==(i)))
inline lose(x) {
  un[x].old = (un[x].dl || un[x].ghost!=0); un[x].kn = (un[x].up && un[x].j); un[x].j = 0;
  un[x].rop = bag[x].gOp;
  un[x].re = (LOSTOP(x,1) -> 1 : 0) | (LOSTOP(x,2) -> 2 : 0) | (LOSTOP(x,3) -> 4 : 0);
  un[x].o1 = (QUEUED(x,1) -> 0 : un[x].o1); un[x].o2 = (QUEUED(x,2) -> 0 : un[x].o2); un[x].o3 = (QUEUED(x,3) -> 0 : un[x].o3);
  past(x)
}
inline emptied(x) {
  release(x);
  bag[x].mem = 0; bag[x].boot = 0; bag[x].cut = 0; bag[x].cutran = 0; bag[x].park = 0; bag[x].ql = 0; bag[x].att = 0; bag[x].st = IDLE;
  bag[x].q0 = 0; bag[x].q1 = 0; bag[x].q2 = 0
}
/* a heartbeat presents what its unit knows: the store's id, and the token of a run that has not lost its grant */
inline present(u) {
  if
  :: un[u].kn -> noted = 1; quiet = 1;
     if
#ifndef NOADOPT        /* break: a presented token is not adopted */
     :: FREETURN && bag[u].gT==0 && un[u].inT!=0 && !un[u].lost && un[u].dl ->
        bag[u].gT = un[u].inT; bag[u].gOp = un[u].rop; bag[u].applied = 0; bag[u].st = GRANTED
#endif
     :: else
     fi
  :: !un[u].kn && losses && !noted -> blind = 1
  :: else
  fi
}
/* what the answer tells its unit */
inline hear(u) {
  un[u].old = (un[u].ghost!=0 -> un[u].old : 0);
  un[u].j = (losses -> 0 : 1); un[u].kn = 0;
#ifndef NOINTERRUPT    /* break: a run that the answer does not name goes on */
  un[u].lost = ((un[u].inT!=0 && !(bag[u].gT==un[u].inT)) -> 1 : un[u].lost)
#endif
}
#define LOSSNEWS(u) (un[u].kn || (un[u].inT!=0 && !un[u].lost && !(bag[u].gT==un[u].inT)))
#define RESEND(u,i) (((un[u].re>>((i)-1))&1) && !QUEUED(u,i) && !(bag[u].gOp==(i)))
#define RESENT(u) (un[u].re==0)
#else
#define LOSSNEWS(u) false
#define RESENT(u) true
inline present(u) { skip }
inline hear(u) { skip }
#endif

/* ---------- a process ends ---------- */
inline forget(u) {
#ifdef GATE
  unask(u);
#endif
  un[u].up = 0; un[u].dl = 0; un[u].bterm = 0; un[u].hint = 0; un[u].inT = 0; un[u].lost = 0; un[u].pend = 0; un[u].pres = 0; un[u].leaving = 0;
#ifdef FINLATE
  un[u].frT = 0;
#endif
#ifdef LOSS
  un[u].j = 0; un[u].kn = 0; un[u].re = 0; un[u].rop = 0; un[u].old = (un[u].ghost!=0 -> un[u].old : 0);
#endif
  un[u].chk = 0; un[u].rp = 0; un[u].hbp = 0; un[u].hbfresh = 0; un[u].hbT = 0; un[u].hbL = 0; un[u].hbF = 0
}

/* what a heartbeat's reply does to the unit */
#ifdef NOFLOOR         /* the design as written: nothing tells a late message from a good one */
#define HEARD(u,t,f) un[u].hint | (t!=0 -> BIT(t) : 0)
#else                  /* the change: the reply carries the last token issued; only the named grant survives at or below it */
#define HEARD(u,t,f) (un[u].hint & ~(BIT((f)+1)-1)) | (t!=0 -> BIT(t) : 0)
#endif
#ifdef NODEDUPE
#define NEWTO(u,t) (t)
#define CONSUMED(u,t) un[u].hint
#define KNOWS(u) (HEARS(u,bag[u].gT))
#else
#define NEWTO(u,t) ((un[u].inT==t || un[u].pend==t || CHK(u)==t || BURNT(u)==t) -> 0 : (t))
#define CONSUMED(u,t) un[u].hint & ~BIT(t)
#define KNOWS(u) (HEARS(u,bag[u].gT) || un[u].inT==bag[u].gT || un[u].pend==bag[u].gT || CHK(u)==bag[u].gT || BURNT(u)==bag[u].gT)
#endif

#define HBUSEFUL(u) (!bag[u].mem || LOSSNEWS(u) || bag[u].boot!=un[u].boot || (ldr==0 && !un[u].leaving) || !un[u].dl \
                     || bag[u].park!=PARKS(u) || (un[u].leaving && ldr==u+1 && lboot==un[u].boot) || (bag[u].gT!=0 && !KNOWS(u)) \
                     || (ldr==u+1 && lboot==un[u].boot && un[u].bterm!=term))
#define MYTERM(u) ((ldr==u+1 && lboot==un[u].boot) -> term : 0)
#ifdef NOFALLBACK      /* break: a heartbeat's reply does not name the grant */
#define MYGRANT(u) 0
#undef KNOWS
#define KNOWS(u) true
#elif defined(HELDFIRST) /* break: it names the first token of the list, which may be another unit's */
#define FIRST(v) (OLDEST(v) && bag[v].gT!=0 -> bag[v].gT : 0)
#define MYGRANT(u) (bag[u].gT==0 -> 0 : EACH(FIRST))
#else
#define MYGRANT(u) bag[u].gT
#endif

#ifdef NOTERM
#define MAYSCHEDULE(u) (un[u].bterm!=0)
#else
#define MAYSCHEDULE(u) (un[u].bterm!=0 && LEADS(u))
#endif
#ifdef GATE            /* a step that grants nothing; the one that does is below */
#define TOSCHEDULE ANY(STALE)
#else
#define TOSCHEDULE (ANY(STALE) || (FREETURN && ANY(ELIGIBLE)))
#endif
#ifdef GATE
inline unask(u) {
  un[u].ask = 0; un[u].aop = 0; un[u].aterm = 0; un[u].yes = 0
}
/* GATETRUST, break: what was read before the gate was asked is not looked at again; NOTERM: nor who leads */
#ifdef GATETRUST
#define STILL(v,op) true
#else
#define STILL(v,op) (FREETURN && ELIGIBLE(v) && bag[v].q0==(op))
#endif
#ifdef NOTERM
#define ASKEDBY(u) true
#else
#define ASKEDBY(u) (ldr==u+1 && lboot==un[u].boot && un[u].aterm==term)
#endif
inline grantAsked(u, v) {
#ifndef P1ONLY
  assert(ldr==u+1 && un[u].aterm==term);                 /* P6 */
  assert(bag[v].mem && !bag[v].park && bag[v].ql>0 && bag[v].q0==un[u].aop);   /* P8 */
#endif
  unask(u); grantTo(v)
}
#endif

#define CURRENT(u) (un[u].up && un[u].boot==bag[u].boot)
#ifdef DLLONG          /* break: the local deadline may outlast the lease */
#define DLOVER(u) true
#else
#define DLOVER(u) (!un[u].dl && !FRESHREPLY(u))
#endif
#ifdef OBEY            /* the callback ends between the local deadline and the end of the membership */
#define STOPPED(u) (un[u].inT==0)
#else
#define STOPPED(u) true
#endif

#ifdef FINSTUCK        /* break: a finish whose operation is no longer queued changes nothing */
#define TAKEN(u) QUEUED(u,bag[u].gOp)
#else
#define TAKEN(u) true
#endif

inline handBack(u) {
  un[u].back = bag[u].gT;
#ifndef NOBURN
  un[u].hint = un[u].hint & ~BIT(bag[u].gT); un[u].hbT = (un[u].hbT==bag[u].gT -> 0 : un[u].hbT);
#ifdef FINLATE
  un[u].frT = (un[u].frT==bag[u].gT -> 0 : un[u].frT)
#endif
#endif
}

#ifdef LOSS
#define OLD(x) un[x].old
#define AGED(u) un[u].old = (un[u].ghost!=0 -> un[u].old : 0)
#define BORN(u) un[u].base = un[u].nreq
#define TELLS(u) noted = (losses -> 1 : noted); quiet = (losses -> 1 : quiet)
#else
#define AGED(u) skip
#define BORN(u) skip
#define TELLS(u) skip
#endif
proctype Unit(byte u) {
  byte t;
  do
  /* --- request --- */
#ifdef REQREPLY
  :: d_step { un[u].up && un[u].dl && bag[u].boot==un[u].boot && !un[u].leaving && un[u].nreq<OPS(u) && !un[u].rp -> un[u].nreq++; enqueue(u, un[u].nreq); un[u].rp = 1 }
  :: d_step { un[u].rp -> un[u].rp = 0 }
#ifdef REQDUP          /* open in the design: ids are looked for in the queue only */
  :: d_step { un[u].rp && bag[u].q0!=un[u].nreq && bag[u].q1!=un[u].nreq && bag[u].ql<QL -> enqueue(u, un[u].nreq) }
#endif
#else
  :: d_step { un[u].up && un[u].dl && bag[u].boot==un[u].boot && !un[u].leaving && un[u].nreq<OPS(u) -> un[u].nreq++; enqueue(u, un[u].nreq) }
#endif
#ifdef LOSS
  :: d_step { un[u].up && un[u].dl && !un[u].kn && bag[u].boot==un[u].boot && !un[u].leaving && RESEND(u,1) -> un[u].re = un[u].re & ~1; enqueue(u, 1) }
  :: d_step { un[u].up && un[u].dl && !un[u].kn && bag[u].boot==un[u].boot && !un[u].leaving && RESEND(u,2) -> un[u].re = un[u].re & ~2; enqueue(u, 2) }
  /* restarted without its data; tokens go on above the last one, since they follow Redis' time */
  :: d_step { u==0 && !losses && faults<MAXF -> faults++; losses = 1;
       lose(0); lose(1); THIRD(lose) emptied(0); emptied(1); THIRD(emptied) ldr = 0; lboot = 0 }
  /* the lease without grants is over: every deadline of before the loss has passed, or its unit has been heard */
  :: d_step { u==0 && quiet && !(ANY(OLD)) -> quiet = 0 }
#endif
  /* --- heartbeat --- */
#ifndef HB2
  :: d_step { un[u].up && MAYJOIN(u,un[u].boot) && HBUSEFUL(u) ->
       heartbeatScript(u, un[u].boot, PARKS(u), un[u].leaving); present(u);
       un[u].hint = HEARD(u, NEWTO(u,MYGRANT(u)), tok); hear(u);
#if defined(FINLATE) && !defined(FINAUTH)   /* -DFINAUTH, break: the late answer counts as if it were of now */
       un[u].frT = 0;
#endif
       un[u].bterm = MYTERM(u);
       un[u].dl = 1; P1; t = 0 }
#else
  :: d_step { un[u].up && !un[u].hbp && MAYJOIN(u,un[u].boot) && HBUSEFUL(u) ->
       heartbeatScript(u, un[u].boot, PARKS(u), un[u].leaving);
       un[u].hbp = 1; un[u].hbfresh = 1; un[u].hbT = NEWTO(u,MYGRANT(u)); un[u].hbL = MYTERM(u); un[u].hbF = tok; t = 0 }
  :: d_step { un[u].hbp && un[u].hbfresh ->
       un[u].hint = HEARD(u, un[u].hbT, un[u].hbF);
#if defined(FINLATE) && !defined(FINAUTH)
       un[u].frT = (un[u].frT<=un[u].hbF -> 0 : un[u].frT);
#endif
       un[u].bterm = un[u].hbL; un[u].dl = 1; P1;
       un[u].hbp = 0; un[u].hbfresh = 0; un[u].hbT = 0; un[u].hbL = 0; un[u].hbF = 0 }
#ifdef STALEREPLY      /* break: a reply whose stamp is too old is believed in what it says of the grant */
  :: d_step { un[u].hbp && !un[u].hbfresh -> un[u].hint = HEARD(u, un[u].hbT, un[u].hbF); un[u].hbp = 0; un[u].hbT = 0; un[u].hbL = 0; un[u].hbF = 0 }
#else
  :: d_step { un[u].hbp && !un[u].hbfresh -> un[u].hbp = 0; un[u].hbT = 0; un[u].hbL = 0; un[u].hbF = 0 }
#endif
  :: d_step { un[u].hbp && un[u].hbfresh && faults<MAXF -> faults++; un[u].hbfresh = 0 }
#endif
  /* --- the grant is the start --- */
  :: atomic { un[u].up && un[u].dl && !un[u].leaving && un[u].inT==0 && un[u].pend==0 && CHK(u)==0 && un[u].hint!=0 ->
       t = 1;
       do
       :: HEARS(u,t) -> break
       :: (un[u].hint>>(t+1))!=0 -> t++
       od;
       un[u].hint = CONSUMED(u, t);
       un[u].hbT = (un[u].hbT==t -> 0 : un[u].hbT);             /* a reply under way that names it brings nothing new */
#ifdef SUSPEND
       un[u].chk = t;
#else
       assert(((ranmask>>t)&1)==0);                    /* P2 */
       ranmask = ranmask | BIT(t);
       un[u].inT = t; un[u].lost = 0; P1;
#endif
       t = 0 }
#ifdef SUSPEND
  :: d_step { un[u].chk!=0 ->
       assert(((ranmask>>un[u].chk)&1)==0);
       ranmask = ranmask | BIT(un[u].chk);
       un[u].inT = un[u].chk; un[u].chk = 0; P1 }
#endif
  /* --- the callback ends --- */
  :: d_step { un[u].inT!=0 -> un[u].pend = un[u].inT; un[u].pres = RELEASE;       un[u].inT = 0; un[u].lost = 0 }
  :: d_step { un[u].inT!=0 -> un[u].pend = un[u].inT; un[u].pres = RETRY_RELEASE; un[u].inT = 0; un[u].lost = 0 }
  :: d_step { un[u].inT!=0 -> un[u].pend = un[u].inT; un[u].pres = RETRY_HOLD;    un[u].inT = 0; un[u].lost = 0 }
  /* --- finish: applied; answered (until then it is repeated, which changes nothing) --- */
#ifdef NOTOKEN
  :: atomic { un[u].pend!=0 && bag[u].ql>0 -> finishScript(u, un[u].pend, un[u].pres, PARKS(u)) }
#else
#ifdef FINLATE
  :: atomic { un[u].pend!=0 && bag[u].gT==un[u].pend && TAKEN(u) -> finishScript(u, un[u].pend, un[u].pres, PARKS(u)); un[u].frT = bag[u].gT }
#else
  :: atomic { un[u].pend!=0 && bag[u].gT==un[u].pend && TAKEN(u) -> finishScript(u, un[u].pend, un[u].pres, PARKS(u)) }
#endif
#endif
#ifdef HOLDSAME
  :: d_step { un[u].pend!=0 && (bag[u].applied || !(bag[u].gT==un[u].pend)) -> un[u].pend = 0; un[u].pres = 0 }
#else
  :: d_step { un[u].pend!=0 && !(bag[u].gT==un[u].pend && TAKEN(u)) ->
       un[u].pend = 0; un[u].pres = 0;
#ifdef FINLATE
       un[u].hint = un[u].hint | ((un[u].frT!=0 && BURNT(u)!=un[u].frT) -> BIT(un[u].frT) : 0); un[u].frT = 0 }
#else
       un[u].hint = un[u].hint | ((bag[u].gT!=0 && BURNT(u)!=bag[u].gT) -> BIT(bag[u].gT) : 0) }
#endif
#endif
  /*
   * --- hand back a token that was not started: while draining, while another run goes on (HANDBACK: for want of a
   * thread); burnt first, and repeated until answered ---
   */
  :: d_step { un[u].up && (un[u].leaving || un[u].inT!=0) && bag[u].gT!=0 && HEARS(u,bag[u].gT) && BACK(u)==0 -> handBack(u) }
#ifdef HANDBACK
  :: d_step { un[u].up && !un[u].leaving && un[u].inT==0 && bag[u].gT!=0 && HEARS(u,bag[u].gT) && BACK(u)==0 && faults<MAXF -> faults++; handBack(u) }
#endif
  :: atomic { BACK(u)!=0 ->
       if
       :: bag[u].gT==un[u].back -> bag[u].park = PARKS(u); un[u].back = 0; takeBack(u); baton()
       :: else -> un[u].back = 0
       fi }
  /* --- schedule --- */
  :: atomic { un[u].up && MAYSCHEDULE(u) && TOSCHEDULE ->
#ifndef P1ONLY         /* to see which rules P1 and P7 alone rest on */
       assert(ldr==u+1 && term==un[u].bterm);             /* P6 */
#endif
#ifdef STALEALL        /* break: a stale grant is released with the whole list */
       if
       :: ANY(STALE) -> unlist(0); unlist(1); THIRD(unlist) skip
       :: else
       fi;
#endif
       stale(0); stale(1); THIRD(stale)
#ifdef GATE
       skip }
  /* the gate is asked outside any step, and answers later; while it is shut it lets wait */
  :: d_step { un[u].up && LEADS(u) && un[u].ask==0 && FREETURN && ELIGIBLE(0) -> un[u].ask = 1; un[u].aop = bag[0].q0; un[u].aterm = term }
  :: d_step { un[u].up && LEADS(u) && un[u].ask==0 && FREETURN && ELIGIBLE(1) -> un[u].ask = 2; un[u].aop = bag[1].q0; un[u].aterm = term }
#if N>2
  :: d_step { un[u].up && LEADS(u) && un[u].ask==0 && FREETURN && ELIGIBLE(2) -> un[u].ask = 3; un[u].aop = bag[2].q0; un[u].aterm = term }
#endif
  :: d_step { un[u].ask!=0 && !un[u].yes && !shut -> un[u].yes = 1 }
  :: atomic { un[u].yes && un[u].ask==1 && ASKEDBY(u) && STILL(0,un[u].aop) -> grantAsked(u, 0) }
  :: atomic { un[u].yes && un[u].ask==2 && ASKEDBY(u) && STILL(1,un[u].aop) -> grantAsked(u, 1) }
#if N>2
  :: atomic { un[u].yes && un[u].ask==3 && ASKEDBY(u) && STILL(2,un[u].aop) -> grantAsked(u, 2) }
#endif
  :: d_step { un[u].yes && !(ASKEDBY(u) && STILL(un[u].ask-1,un[u].aop)) -> unask(u) }
  :: d_step { u==0 && !shut && faults<MAXF -> faults++; shut = 1 }
  :: d_step { u==0 && shut -> shut = 0 }
#else
       grantSome() }
#endif
  :: d_step { un[u].bterm!=0 && !LEADS(u) && HBIDLE(u) -> un[u].bterm = 0 }   /* refused: a leader of the past learns it */
  /* --- leave --- */
  :: d_step { un[u].up && !un[u].leaving && faults<MAXF -> faults++; un[u].leaving = 1 }
#ifdef LEAVEEARLY      /* break: leaves, and gives the grant back, while the callback still runs; the process lingers */
  :: d_step { un[u].leaving && un[u].inT!=0 && !un[u].lost -> un[u].lost = 1; un[u].dl = 0; leaveScript(u, un[u].boot) }
#endif
  :: d_step { un[u].leaving && un[u].inT==0 && CHK(u)==0 && HBIDLE(u) -> leaveScript(u, un[u].boot); forget(u) }
#ifdef ZLEAVE
  :: d_step { un[u].leaving && un[u].inT==0 && un[u].pend==0 && CHK(u)==0 && HBIDLE(u) && un[u].zl==0 -> un[u].zl = un[u].boot; forget(u) }
  :: d_step { un[u].zl!=0 -> leaveScript(u, un[u].zl); un[u].zl = 0 }
#endif

  /* ===== time, faults, and what is still under way from processes that are gone ===== */
  /* the retry's delay is over */
  :: d_step { bag[u].st==DELAYED -> bag[u].st = RET }
  /* the local deadline passes; a running callback is interrupted and told so */
  :: d_step { un[u].dl && faults<MAXF -> faults++; un[u].dl = 0; un[u].lost = (un[u].inT!=0 || CHK(u)!=0); AGED(u) }
  /* the membership of a unit that runs is declared over */
  :: d_step { bag[u].mem && CURRENT(u) && DLOVER(u) && STOPPED(u) && un[u].ghost==0 && faults<MAXF -> faults++; bag[u].mem = 0 }
  /* the membership of a process that is gone is declared over */
  :: d_step { bag[u].mem && !CURRENT(u) && un[u].ghost==0 -> bag[u].mem = 0 }
  /* the lease of a leader that runs (paused, cut off), of one that is gone */
  :: d_step { ldr==u+1 && un[u].up && un[u].boot==lboot && faults<MAXF -> faults++; ldr = 0; lboot = 0 }
  :: d_step { ldr==u+1 && !(un[u].up && un[u].boot==lboot) -> ldr = 0; lboot = 0 }
#ifdef REMOVE          /* an operation is taken out of the queue by somebody else: set aside, forgotten */
  :: d_step { bag[u].ql>0 && faults<MAXF -> faults++; cN = bag[u].st; cT = bag[u].q0; remove(u, cT, 3); bag[u].st = (cN==GRANTED -> GRANTED : bag[u].st); cN = 0; cT = 0 }
  :: d_step { bag[u].ql>1 && faults<MAXF -> faults++; cT = bag[u].q1; remove(u, cT, 3); cT = 0 }
#endif
  /* crash; a finish may still be under way; or the process is only cut off and its callback goes on for a while */
  :: d_step { un[u].up && faults<MAXF -> faults++; forget(u) }
  :: d_step { un[u].up && faults<MAXF && un[u].pend!=0 && bag[u].gT==un[u].pend ->
       faults++; un[u].zt = un[u].pend; un[u].zr = un[u].pres; forget(u) }
  :: d_step { un[u].up && faults<MAXF && un[u].ghost==0 && INSIDE(u) -> faults++; un[u].ghost = un[u].inT; forget(u) }
  :: d_step { un[u].ghost!=0 -> un[u].ghost = 0; AGED(u) }
  :: d_step { un[u].ghost!=0 && bag[u].gT==un[u].ghost -> un[u].zt = un[u].ghost; un[u].zr = RELEASE; un[u].ghost = 0; AGED(u) }
  :: atomic { un[u].zt!=0 && bag[u].gT==un[u].zt -> finishScript(u, un[u].zt, un[u].zr, bag[u].park); un[u].zt = 0; un[u].zr = 0 }
  /* return under a new boot id */
  :: d_step { !un[u].up && !foff && un[u].boot<3 -> un[u].up = 1; un[u].boot++; BORN(u) }
  /* a late heartbeat of a process that is gone, or one whose reply is lost */
  :: d_step { !un[u].up && faults<MAXF && MAYJOIN(u,un[u].boot) && (!bag[u].mem || ldr==0) -> faults++; heartbeatScript(u, un[u].boot, 0, false); TELLS(u) }
  :: d_step { un[u].up && un[u].boot>1 && faults<MAXF && (!bag[u].mem || bag[u].boot==un[u].boot-1) -> faults++; heartbeatScript(u, un[u].boot-1, 0, false); TELLS(u) }
#ifndef HB2
  :: d_step { un[u].up && faults<MAXF && MAYJOIN(u,un[u].boot) && (!bag[u].mem || bag[u].boot!=un[u].boot || ldr==0) ->
       faults++; heartbeatScript(u, un[u].boot, PARKS(u), un[u].leaving); present(u) }
#endif
  od
}

#define ASKED(u) ((u==0 && un[u].nreq==OPS0) || (u==1 && un[u].nreq==OPS1) || (u==2 && un[u].nreq==OPS2))
#define DONE(u) (!un[u].up || (ASKED(u) && RESENT(u) && bag[u].ql==0 && un[u].inT==0 && un[u].pend==0 && CHK(u)==0 && !un[u].leaving && un[u].dl && bag[u].mem))
#define SOMEUP(u) un[u].up
#define NOGRANT(u) (bag[u].gT==0)
#define CONSERVED(u) ((un[u].o1==1 -> 1 : 0) + (un[u].o2==1 -> 1 : 0) + (un[u].o3==1 -> 1 : 0) == bag[u].ql)
#define QUIET ((ALL(NOGRANT) && ALL(DONE)) || !ANY(SOMEUP))

#ifdef P4
/* faults end; after that, the run may come to rest only where no live unit has work and nobody holds the lock */
active proctype Rest() {
  d_step { foff = 1; faults = MAXF };
  timeout -> assert(QUIET); assert(ALL(CONSERVED))
}
#ifdef LTL
ltl progress { [] (foff -> <> QUIET) }
#endif
#endif

init {
  d_step {
    un[0].up = 1; un[0].boot = 1; un[1].up = 1; un[1].boot = 1;
#if N>2
    un[2].up = 1; un[2].boot = 1;
#endif
  };
  atomic {
    run Unit(0); run Unit(1)
#if N>2
    ; run Unit(2)
#endif
  }
}
