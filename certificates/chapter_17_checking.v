From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-central-difference: Error of the central difference *)
Section eq_central_difference_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (a_1 a_2 a_3 a_4 h x : R).
Hypothesis nonzero_0 : h != 0.
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_central_difference :
  (((- (a_1 * ((- h) + x))) + (a_1 * (h + x)) - (a_2 * (((- h) + x) ^+ 2) / 2%:r) + (a_2 * ((h +
    x) ^+ 2) / 2%:r) - (a_3 * (((- h) + x) ^+ 3) / 6%:r) + (a_3 * ((h + x) ^+ 3) / 6%:r) - (a_4
    * (((- h) + x) ^+ 4) / 24%:r) + (a_4 * ((h + x) ^+ 4) / 24%:r)) / 2%:r / h) =
  (a_1 + (a_2 * x) + (a_3 * (x ^+ 2) / 2%:r) + (a_4 * (x ^+ 3) / 6%:r) + ((h ^+ 2) * (a_3 + (a_4
    * x)) / 6%:r)).
Proof.
transitivity (((- (a_1 * ((- h) + x))) + (a_1 * (h + x)) - (a_2 * (((- h) + x) ^+ 2) / 2%:r) + (a_2 * ((h + x) ^+ 2) / 2%:r) - (a_3 * (((- h) + x) ^+ 3) / 6%:r) + (a_3 * ((h + x) ^+ 3) / 6%:r) - (a_4 * (((- h) + x) ^+ 4) / 24%:r) + (a_4 * ((h + x) ^+ 4) / 24%:r)) / 2%:r / h).
{ transitivity (((- (a_1 * ((- h) + x))) + (a_1 * (h + x)) - (a_2 * (((- h) + x) ^+ 2) / 2%:r) + (a_2 * ((h + x) ^+ 2) / 2%:r) - (a_3 * (((- h) + x) ^+ 3) / 6%:r) + (a_3 * ((h + x) ^+ 3) / 6%:r) - (a_4 * (((- h) + x) ^+ 4) / 24%:r) + (a_4 * ((h + x) ^+ 4) / 24%:r)) / 2%:r / h).
  { by []. }
  by []. }
transitivity (((- (a_1 * ((- h) + x))) + (a_1 * (h + x)) - (a_2 * (((- h) + x) ^+ 2) / 2%:r) + (a_2 * ((h + x) ^+ 2) / 2%:r) - (a_3 * (((- h) + x) ^+ 3) / 6%:r) + (a_3 * ((h + x) ^+ 3) / 6%:r) - (a_4 * (((- h) + x) ^+ 4) / 24%:r) + (a_4 * ((h + x) ^+ 4) / 24%:r)) / 2%:r / h).
{ exact: (erefl _). }
symmetry.
transitivity (a_1 + (a_2 * x) + (a_3 * (x ^+ 2) / 2%:r) + (a_4 * (x ^+ 3) / 6%:r) + ((h ^+ 2) * (a_3 + (a_4 * x)) / 6%:r)).
{ transitivity (a_1 + (a_2 * x) + (a_3 * (x ^+ 2) / 2%:r) + (a_4 * (x ^+ 3) / 6%:r) + ((h ^+ 2) * (a_3 + (a_4 * x)) / 6%:r)).
  { exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)) (erefl _)) (erefl _)). }
  by []. }
transitivity (a_1 + (a_2 * x) + (a_3 * (x ^+ 2) / 2%:r) + (a_4 * (x ^+ 3) / 6%:r) + ((h ^+ 2) * (a_3 + (a_4 * x)) / 6%:r)).
{ exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)) (erefl _)) (erefl _)). }
symmetry.
fieldz.
Qed.
End eq_central_difference_.
Print Assumptions eq_central_difference.

(* eq-best-step: The best step *)
Section eq_best_step_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (A B h s : R).
Hypothesis given_0 : B = (2%:r * A * (s ^+ 3)).
Hypothesis nonzero_0 : h != 0.
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_best_step :
  ((A * (h ^+ 2)) + (B / h)) =
  ((3%:r * A * (s ^+ 2)) + (A * ((h - s) ^+ 2) * (h + (2%:r * s)) / h)).
Proof.
rewrite ?given_0.
transitivity ((A * (h ^+ 2)) + (2%:r * A * (s ^+ 3) / h)).
{ have E1 : ((2%:r * A * (s ^+ 3)) / h) = (2%:r * A * (s ^+ 3) / h) :> R.
  { transitivity (2%:r * A * (s ^+ 3) / h).
    { ring. }
    by []. }
  transitivity ((A * (h ^+ 2)) + (2%:r * A * (s ^+ 3) / h)).
  { exact: (f_equal2 +%R (erefl _) E1). }
  by []. }
transitivity ((A * (h ^+ 2)) + (2%:r * A * (s ^+ 3) / h)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity ((3%:r * A * (s ^+ 2)) + (A * ((h - s) ^+ 2) * (h + (2%:r * s)) / h)).
{ transitivity ((3%:r * A * (s ^+ 2)) + (A * ((h - s) ^+ 2) * (h + (2%:r * s)) / h)).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity ((3%:r * A * (s ^+ 2)) + (A * ((h - s) ^+ 2) * (h + (2%:r * s)) / h)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
fieldz.
Qed.
End eq_best_step_.
Print Assumptions eq_best_step.

(* eq-random-cotangent: What a random cotangent sees *)
Section eq_random_cotangent_.
Variable R : comRingType.
Variables (n : nat).
Variables (p : int).
Variables (t : R).
Hypothesis n_positive : (0 < n)%N.
Variable D' : int -> R.
Variable c : int -> R.
Hypothesis where_0 : 0 <= p <= (n%:Z - 1).
Theorem eq_random_cotangent :
  (sumz 0 (n%:Z - 1) (fun r => (((t * (kd R p r)) + (c r)) * (D' r)))) =
  ((t * (D' p)) + (sumz 0 (n%:Z - 1) (fun r' => ((D' r') * (c r'))))).
Proof.
transitivity ((sumz 0 (n%:Z - 1) (fun r => ((D' r) * t * (kd R p r)))) + (sumz 0 (n%:Z - 1) (fun r => ((D' r) * (c r))))).
{ transitivity (sumz 0 (n%:Z - 1) (fun r => (((D' r) * t * (kd R p r)) + ((D' r) * (c r))))).
  { apply: eq_sumz => r _ _.
    transitivity (((t * (kd R p r)) + (c r)) * (D' r)).
    { by []. }
    have E2 : ((D' r) * ((t * (kd R p r)) + (c r))) = (((D' r) * t * (kd R p r)) + ((D' r) * (c r))) :> R.
    { transitivity (((D' r) * (t * (kd R p r))) + ((D' r) * (c r))).
      { ring. }
      have E1 : ((D' r) * (t * (kd R p r))) = ((D' r) * t * (kd R p r)) :> R.
      { ring. }
      exact: (f_equal2 +%R E1 (erefl _)). }
    transitivity ((D' r) * ((t * (kd R p r)) + (c r))).
    { ring. }
    transitivity ((D' r) * ((t * (kd R p r)) + (c r))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (((D' r) * t * (kd R p r)) + ((D' r) * (c r))).
    { rewrite -?E2; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((t * (D' p)) + (sumz 0 (n%:Z - 1) (fun r' => ((D' r') * (c r'))))).
{ have E3 : (sumz 0 (n%:Z - 1) (fun r => ((D' r) * t * (kd R p r)))) = (t * (D' p)) :> R.
  { transitivity ((D' p) * t).
    { transitivity ((inside R p 0 (n%:Z - 1)) * (D' p) * t).
      { transitivity (sumz 0 (n%:Z - 1) (fun r => (kd R r p) * ((D' r) * t))).
        { apply: eq_sumz => r _ _.
          have -> : (kd R p r) = (kd R r p) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (n%:Z - 1)) * ((D' p) * t)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R p 0 (n%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    ring. }
  have E4 : (sumz 0 (n%:Z - 1) (fun r => ((D' r) * (c r)))) = (sumz 0 (n%:Z - 1) (fun r' => ((D' r') * (c r')))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun r => ((D' r) * (c r)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> r' ? ?; cbv beta].
    transitivity ((D' r') * (c r')).
    { by same. }
    by []. }
  exact: (f_equal2 +%R E3 E4). }
symmetry.
transitivity ((t * (D' p)) + (sumz 0 (n%:Z - 1) (fun r' => ((D' r') * (c r'))))).
{ transitivity ((t * (D' p)) + (sumz 0 (n%:Z - 1) (fun r' => ((D' r') * (c r'))))).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity ((t * (D' p)) + (sumz 0 (n%:Z - 1) (fun r' => ((D' r') * (c r'))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
by [].
Qed.
End eq_random_cotangent_.
Print Assumptions eq_random_cotangent.

(* eq-ones-softmax: Softmax and a cotangent of ones *)
Section eq_ones_softmax_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K : nat).
Variables (q : int).
Hypothesis K_positive : (0 < K)%N.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 q.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= q <= (K%:Z - 1).
Hypothesis nonzero_0 : (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r)))) != 0.
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_ones_softmax :
  (D (sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z
    r)))))))) =
  0.
Proof.
have E1 : (D (sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r)))))))) = (sumz 0 (K%:Z - 1) (fun p => ((((exp_ (z p)) * (kd R p q)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))) + ((exp_ (z p)) * ((- (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z r)) * (kd R r q))))))))).
{ exact (dsum _ _ _ _ (fun p (p_lo : 0 <= p) (p_hi : p <= (K%:Z - 1)) => (dmul _ _ _ _ (dfun _ _ _ _ (exp__D (z p)) (D_z p)) (dinv (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r)))) _ ltac:(nz) (dsum _ _ _ _ (fun r (r_lo : 0 <= r) (r_hi : r <= (K%:Z - 1)) => (dfun _ _ _ _ (exp__D (z r)) (D_z r)))))))). }
rewrite ?E1.
transitivity ((sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))))) + (sumz 0 (K%:Z - 1) (fun p => (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z r)) * (kd R r q))))))).
{ transitivity (sumz 0 (K%:Z - 1) (fun p => (((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))) + (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z r)) * (kd R r q))))))).
  { apply: eq_sumz => p _ _.
    have E2 : (((exp_ (z p)) * (kd R p q)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))) = ((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))) :> R.
    { transitivity ((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))).
      { ring. }
      by []. }
    have E5 : ((exp_ (z p)) * ((- (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z r)) * (kd R r q)))))) = (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z r)) * (kd R r q)))) :> R.
    { transitivity ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z r)) * (kd R r q))))).
      { ring. }
      have E4 : (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z r)) * (kd R r q))))) = (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z r)) * (kd R r q)))) :> R.
      { transitivity (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z r)) * (kd R r q))))).
        { by []. }
        have E3 : (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z r)) * (kd R r q))))) = (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z r)) * (kd R r q)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => r _ _.
          ring. }
        exact: E3. }
      transitivity (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z r)) * (kd R r q))))).
      { ring. }
      transitivity (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z r)) * (kd R r q))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z r)) * (kd R r q)))).
      { rewrite -?E4; ring. }
      by []. }
    transitivity (((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))) + (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z r)) * (kd R r q))))).
    { exact: (f_equal2 +%R E2 E5). }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))) + ((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)) * (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p)))))).
{ have E6 : (sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))))) = ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))) :> R.
  { transitivity ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))).
    { transitivity ((inside R q 0 (K%:Z - 1)) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))).
      { transitivity (sumz 0 (K%:Z - 1) (fun p => (kd R p q) * ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))))).
        { apply: eq_sumz => p _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (K%:Z - 1)) * ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r)))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  have E9 : (sumz 0 (K%:Z - 1) (fun p => (sumz 0 (K%:Z - 1) (fun r => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z r)) * (kd R r q)))))) = ((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)) * (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p))))) :> R.
  { transitivity (sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q))))).
    { transitivity (sumz 0 (K%:Z - 1) (fun p => ((inside R q 0 (K%:Z - 1)) * (exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q))))).
      { apply: eq_sumz => p _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun r => (kd R r q) * ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z r))))).
        { apply: eq_sumz => r _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (K%:Z - 1)) * ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => p ? ?.
      have -> : (inside R q 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    transitivity ((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)) * (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p))))).
    { symmetry.
      transitivity (sumz 0 (K%:Z - 1) (fun p => ((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)) * (exp_ (z p))))).
      { transitivity ((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)) * (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p))))).
        { by []. }
        have E8 : (((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q))) * (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p))))) = (sumz 0 (K%:Z - 1) (fun p => ((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)) * (exp_ (z p))))) :> R.
        { transitivity (((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q))) * (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p))))).
          { by []. }
          have E7 : (((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q))) * (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p))))) = (sumz 0 (K%:Z - 1) (fun p => ((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)) * (exp_ (z p))))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => p _ _.
            ring. }
          exact: E7. }
        transitivity (((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q))) * (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p))))).
        { ring. }
        transitivity (((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q))) * (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (K%:Z - 1) (fun p => ((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)) * (exp_ (z p))))).
        { rewrite -?E8; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> p ? ?; cbv beta].
      transitivity ((- 1) * (((sumz 0 (K%:Z - 1) (fun r => (exp_ (z r))))^-1) ^+ 2) * (exp_ (z q)) * (exp_ (z p))).
      { by same. }
      fieldz. }
    by []. }
  exact: (f_equal2 +%R E6 E9). }
symmetry.
transitivity (0 : R).
{ by []. }
transitivity (0 : R).
{ by []. }
symmetry.
have E10 : (sumz 0 (K%:Z - 1) (fun p => (exp_ (z p)))) = (sumz 0 (K%:Z - 1) (fun r => (exp_ (z r)))) :> R.
{ by same. }
rewrite ?E10.
fieldz.
Qed.
End eq_ones_softmax_.
Print Assumptions eq_ones_softmax.

(* eq-ones-turned: A convolution and a cotangent of ones *)
Section eq_ones_turned_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (p : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = 0.
Hypothesis where_0 : 0 <= p <= (k%:Z - 1).
Let dzero := @D0 R D D_add.
Let done := @D1 R D D_mul.
Let dnum := @D_nat R D D_add D_mul.
Let dint := @D_int R D D_add D_mul.
Let dins := @D_inside R D D_add D_mul.
Let dkd := @D_kd R D D_add D_mul.
Let dadd := @dadd R D D_add.
Let dadd_l := @dadd_l R D D_add.
Let dadd_r := @dadd_r R D D_add.
Let dadd_0 := @dadd_0 R D D_add.
Let dmul := @dmul R D D_mul.
Let dmul_l := @dmul_l R D D_mul.
Let dmul_r := @dmul_r R D D_mul.
Let dmul_0 := @dmul_0 R D D_mul.
Let dopp := @dopp R D D_add.
Let dopp0 := @dopp_0 R D D_add.
Let dpow := @dpow R D D_mul.
Let dpow0 := @dpow_0 R D D_mul.
Let dsum := @dsum R D D_add.
Let dsum0 := @dsum_0 R D D_add.
Let dfun := @dfun R D .
Let dfun0 := @dfun_0 R D .
Theorem eq_ones_turned :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + m)))))))) =
  (sumz 0 (H%:Z - k%:Z) (fun i' => (x (H%:Z + p - i' - k%:Z)))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + m)))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (D_w m) (D_x (i + m))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m))))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m))))))).
  { apply: eq_sumz => i _ _.
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m))))).
    { apply: eq_sumz => m _ _.
      transitivity ((kd R m p) * (x (i + m))).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => (x (H%:Z + p - i' - k%:Z)))).
{ have E2 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m))))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => (x (H%:Z + p - i' - k%:Z)))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (x (i + p)))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R p 0 (k%:Z - 1)) * (x (i + p))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * (x (i + m)))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * (x (i + p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: sumz_turn; [lia | move=> i' ? ?; cbv beta].
    transitivity (x (H%:Z + p - i' - k%:Z)).
    { by same. }
    by []. }
  exact: E2. }
symmetry.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => (x (H%:Z + p - i' - k%:Z)))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => (x (H%:Z + p - i' - k%:Z)))).
  { apply: eq_sumz => i' _ _.
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => (x (H%:Z + p - i' - k%:Z)))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_ones_turned_.
Print Assumptions eq_ones_turned.
