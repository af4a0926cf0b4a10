From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* Sigmoid derivative *)
Section sigmoid_derivative_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (i : int).
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 i.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis nonzero_0 : (1 + (exp_ (- (z i)))) != 0.
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
Ltac nz := solve [exact: exp_neq0 | exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem sigmoid_derivative :
  (D ((1 + (exp_ (- (z i))))^-1)) =
  ((1 - ((1 + (exp_ (- (z i))))^-1)) / (1 + (exp_ (- (z i))))).
Proof.
have E1 : (D ((1 + (exp_ (- (z i))))^-1)) = ((- (((1 + (exp_ (- (z i))))^-1) ^+ 2)) * ((exp_ (- (z i))) * (- 1))).
{ exact (dinv (1 + (exp_ (- (z i)))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- (z i))) (dopp _ _ (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)))))). }
rewrite ?E1.
transitivity ((- 1) * (((1 + (exp_ (- (z i))))^-1) ^+ 2) * (exp_ (- (z i))) * (- 1)).
{ transitivity ((- 1) * (((1 + (exp_ (- (z i))))^-1) ^+ 2) * (exp_ (- (z i))) * (- 1)).
  { ring. }
  by []. }
transitivity ((1 - ((1 + (exp_ (- (z i))))^-1)) / (1 + (exp_ (- (z i))))).
{ have E2 : ((- 1) * (((1 + (exp_ (- (z i))))^-1) ^+ 2) * (exp_ (- (z i))) * (- 1)) = ((1 - ((1 + (exp_ (- (z i))))^-1)) / (1 + (exp_ (- (z i))))) :> R.
  { transitivity ((- 1) * (((1 + (exp_ (- (z i))))^-1) ^+ 2) * (exp_ (- (z i))) * (- 1)).
    { by []. }
    fieldz. }
  exact: E2. }
symmetry.
transitivity ((1 - ((1 + (exp_ (- (z i))))^-1)) / (1 + (exp_ (- (z i))))).
{ transitivity ((1 - ((1 + (exp_ (- (z i))))^-1)) / (1 + (exp_ (- (z i))))).
  { by []. }
  by []. }
transitivity ((1 - ((1 + (exp_ (- (z i))))^-1)) / (1 + (exp_ (- (z i))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End sigmoid_derivative_.
Print Assumptions sigmoid_derivative.

(* Tanh derivative *)
Section tanh_derivative_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (i : int).
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 i.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis nonzero_0 : ((exp_ (z i)) + (exp_ (- (z i)))) != 0.
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
Ltac nz := solve [exact: exp_neq0 | exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem tanh_derivative :
  (D (((exp_ (z i)) - (exp_ (- (z i)))) / ((exp_ (z i)) + (exp_ (- (z i)))))) =
  ((- ((((exp_ (z i)) - (exp_ (- (z i)))) ^+ 2) / (((exp_ (z i)) + (exp_ (- (z i)))) ^+ 2))) +
    1).
Proof.
have E1 : (D (((exp_ (z i)) - (exp_ (- (z i)))) / ((exp_ (z i)) + (exp_ (- (z i)))))) = (((((exp_ (z i)) * 1) - ((exp_ (- (z i))) * (- 1))) / ((exp_ (z i)) + (exp_ (- (z i))))) + (((exp_ (z i)) - (exp_ (- (z i)))) * ((- ((((exp_ (z i)) + (exp_ (- (z i))))^-1) ^+ 2)) * (((exp_ (z i)) * 1) + ((exp_ (- (z i))) * (- 1)))))).
{ exact (dmul _ _ _ _ (dadd _ _ _ _ (dfun _ _ _ _ (exp__D (z i)) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1))) (dopp _ _ (dfun _ _ _ _ (exp__D (- (z i))) (dopp _ _ (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)))))) (dinv ((exp_ (z i)) + (exp_ (- (z i)))) _ ltac:(nz) (dadd _ _ _ _ (dfun _ _ _ _ (exp__D (z i)) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1))) (dfun _ _ _ _ (exp__D (- (z i))) (dopp _ _ (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1))))))). }
rewrite ?E1.
transitivity (((((exp_ (z i)) * 1) - ((exp_ (- (z i))) * (- 1))) / ((exp_ (z i)) + (exp_ (- (z i))))) + (((exp_ (z i)) - (exp_ (- (z i)))) * (- 1) * ((((exp_ (z i)) + (exp_ (- (z i))))^-1) ^+ 2) * (((exp_ (z i)) * 1) + ((exp_ (- (z i))) * (- 1))))).
{ have E2 : (((exp_ (z i)) - (exp_ (- (z i)))) * ((- ((((exp_ (z i)) + (exp_ (- (z i))))^-1) ^+ 2)) * (((exp_ (z i)) * 1) + ((exp_ (- (z i))) * (- 1))))) = (((exp_ (z i)) - (exp_ (- (z i)))) * (- 1) * ((((exp_ (z i)) + (exp_ (- (z i))))^-1) ^+ 2) * (((exp_ (z i)) * 1) + ((exp_ (- (z i))) * (- 1)))) :> R.
  { transitivity (((exp_ (z i)) - (exp_ (- (z i)))) * (- 1) * ((((exp_ (z i)) + (exp_ (- (z i))))^-1) ^+ 2) * (((exp_ (z i)) * 1) + ((exp_ (- (z i))) * (- 1)))).
    { ring. }
    by []. }
  transitivity (((((exp_ (z i)) * 1) - ((exp_ (- (z i))) * (- 1))) / ((exp_ (z i)) + (exp_ (- (z i))))) + (((exp_ (z i)) - (exp_ (- (z i)))) * (- 1) * ((((exp_ (z i)) + (exp_ (- (z i))))^-1) ^+ 2) * (((exp_ (z i)) * 1) + ((exp_ (- (z i))) * (- 1))))).
  { exact: (f_equal2 +%R (erefl _) E2). }
  by []. }
transitivity (1 + ((- 1) * (((exp_ (z i)) - (exp_ (- (z i)))) ^+ 2) / (((exp_ (z i)) + (exp_ (- (z i)))) ^+ 2))).
{ have E4 : ((((exp_ (z i)) * 1) - ((exp_ (- (z i))) * (- 1))) / ((exp_ (z i)) + (exp_ (- (z i))))) = 1 :> R.
  { transitivity ((((exp_ (z i)) * 1) - ((exp_ (- (z i))) * (- 1))) / ((exp_ (z i)) + (exp_ (- (z i))))).
    { by []. }
    fieldz. }
  have E5 : (((exp_ (z i)) - (exp_ (- (z i)))) * (- 1) * ((((exp_ (z i)) + (exp_ (- (z i))))^-1) ^+ 2) * (((exp_ (z i)) * 1) + ((exp_ (- (z i))) * (- 1)))) = ((- 1) * (((exp_ (z i)) - (exp_ (- (z i)))) ^+ 2) / (((exp_ (z i)) + (exp_ (- (z i)))) ^+ 2)) :> R.
  { transitivity (((exp_ (z i)) - (exp_ (- (z i)))) * (- 1) * ((((exp_ (z i)) + (exp_ (- (z i))))^-1) ^+ 2) * (((exp_ (z i)) * 1) + ((exp_ (- (z i))) * (- 1)))).
    { by []. }
    fieldz. }
  exact: (f_equal2 +%R E4 E5). }
symmetry.
transitivity (((- 1) * (((exp_ (z i)) - (exp_ (- (z i)))) ^+ 2) / (((exp_ (z i)) + (exp_ (- (z i)))) ^+ 2)) + 1).
{ have E3 : (- ((((exp_ (z i)) - (exp_ (- (z i)))) ^+ 2) / (((exp_ (z i)) + (exp_ (- (z i)))) ^+ 2))) = ((- 1) * (((exp_ (z i)) - (exp_ (- (z i)))) ^+ 2) / (((exp_ (z i)) + (exp_ (- (z i)))) ^+ 2)) :> R.
  { transitivity ((- 1) * (((exp_ (z i)) - (exp_ (- (z i)))) ^+ 2) / (((exp_ (z i)) + (exp_ (- (z i)))) ^+ 2)).
    { ring. }
    by []. }
  transitivity (((- 1) * (((exp_ (z i)) - (exp_ (- (z i)))) ^+ 2) / (((exp_ (z i)) + (exp_ (- (z i)))) ^+ 2)) + 1).
  { exact: (f_equal2 +%R E3 (erefl _)). }
  by []. }
transitivity (((- 1) * (((exp_ (z i)) - (exp_ (- (z i)))) ^+ 2) / (((exp_ (z i)) + (exp_ (- (z i)))) ^+ 2)) + 1).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
fieldz.
Qed.
End tanh_derivative_.
Print Assumptions tanh_derivative.

(* Softmax jacobian *)
Section softmax_jacobian_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n_1 : nat).
Variables (i p : int).
Hypothesis n_1_positive : (0 < n_1)%N.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 p.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= p <= (n_1%:Z - 1).
Hypothesis where_1 : 0 <= i <= (n_1%:Z - 1).
Hypothesis nonzero_0 : (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m)))) != 0.
Hypothesis nonzero_1 : (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))) != 0.
Hypothesis nonzero_2 : (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) != 0.
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
Ltac nz := solve [exact: exp_neq0 | exact: nonzero_0 | exact: nonzero_1 | exact: nonzero_2 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: (neq0_as nonzero_2); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem softmax_jacobian :
  (D ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m)))))) =
  (((- ((exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))))) + (kd R i p)) * (exp_
    (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m''))))).
Proof.
have E1 : (D ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m)))))) = ((((exp_ (z i)) * (kd R i p)) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))) + ((exp_ (z i)) * ((- (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2)) * (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z m)) * (kd R m p))))))).
{ exact (dmul _ _ _ _ (dfun _ _ _ _ (exp__D (z i)) (D_z i)) (dinv (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m)))) _ ltac:(nz) (dsum _ _ _ _ (fun m (m_lo : 0 <= m) (m_hi : m <= (n_1%:Z - 1)) => (dfun _ _ _ _ (exp__D (z m)) (D_z m)))))). }
rewrite ?E1.
transitivity (((exp_ (z i)) * (kd R i p) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))) + (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z m)) * (kd R m p))))).
{ have E2 : (((exp_ (z i)) * (kd R i p)) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))) = ((exp_ (z i)) * (kd R i p) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))) :> R.
  { transitivity ((exp_ (z i)) * (kd R i p) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))).
    { ring. }
    by []. }
  have E5 : ((exp_ (z i)) * ((- (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2)) * (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z m)) * (kd R m p)))))) = (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z m)) * (kd R m p)))) :> R.
  { transitivity ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z m)) * (kd R m p))))).
    { ring. }
    have E4 : (((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2)) * (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z m)) * (kd R m p))))) = (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z m)) * (kd R m p)))) :> R.
    { transitivity (((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2)) * (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z m)) * (kd R m p))))).
      { by []. }
      have E3 : (((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2)) * (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z m)) * (kd R m p))))) = (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z m)) * (kd R m p)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E3. }
    transitivity (((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2)) * (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z m)) * (kd R m p))))).
    { ring. }
    transitivity (((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2)) * (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z m)) * (kd R m p))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z m)) * (kd R m p)))).
    { rewrite -?E4; ring. }
    by []. }
  transitivity (((exp_ (z i)) * (kd R i p) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))) + (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z m)) * (kd R m p))))).
  { exact: (f_equal2 +%R E2 E5). }
  by []. }
transitivity (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (kd R i p)) + ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))))).
{ have E12 : ((exp_ (z i)) * (kd R i p) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))) = ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (kd R i p)) :> R.
  { transitivity ((exp_ (z i)) * (kd R i p) / (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))).
    { by []. }
    have E11 : (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m)))) = (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))).
    { by same. }
    rewrite ?E11.
    fieldz. }
  have E15 : (sumz 0 (n_1%:Z - 1) (fun m => ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z m)) * (kd R m p)))) = ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) :> R.
  { transitivity ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z p))).
    { transitivity ((inside R p 0 (n_1%:Z - 1)) * (exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z p))).
      { transitivity (sumz 0 (n_1%:Z - 1) (fun m => (kd R m p) * ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z m))))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (n_1%:Z - 1)) * ((exp_ (z i)) * (- 1) * (((sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m))))^-1) ^+ 2) * (exp_ (z p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R p 0 (n_1%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    have E13 : (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))) = (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))).
    { by same. }
    rewrite ?E13.
    have E14 : (sumz 0 (n_1%:Z - 1) (fun m => (exp_ (z m)))) = (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))).
    { by same. }
    rewrite ?E14.
    fieldz. }
  exact: (f_equal2 +%R E12 E15). }
symmetry.
transitivity (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) + ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (kd R i p))).
{ transitivity (((- ((exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))))) + (kd R i p)) * (exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m''))))).
  { by []. }
  have E7 : ((- ((exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))))) + (kd R i p)) = (((- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) + (kd R i p)) :> R.
  { have E6 : (- ((exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))))) = ((- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) :> R.
    { transitivity ((- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))).
      { ring. }
      by []. }
    transitivity (((- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) + (kd R i p)).
    { exact: (f_equal2 +%R E6 (erefl _)). }
    by []. }
  have E10 : (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m''))))) * (((- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) + (kd R i p))) = (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) + ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (kd R i p))) :> R.
  { transitivity ((((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m''))))) * ((- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))))) + (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m''))))) * (kd R i p))).
    { ring. }
    have E8 : (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m''))))) * ((- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))))) = ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) :> R.
    { ring. }
    have E9 : (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m''))))) * (kd R i p)) = ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (kd R i p)) :> R.
    { ring. }
    exact: (f_equal2 +%R E8 E9). }
  transitivity (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m''))))) * ((- ((exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))))) + (kd R i p))).
  { ring. }
  transitivity (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m''))))) * (((- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) + (kd R i p))).
  { exact: (f_equal2 *%R (erefl _) E7). }
  transitivity (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) + ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (kd R i p))).
  { rewrite -?E10; ring. }
  by []. }
transitivity (((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (- 1) * (exp_ (z p)) / (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m'))))) + ((exp_ (z i)) / (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))) * (kd R i p))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
have E16 : (sumz 0 (n_1%:Z - 1) (fun m' => (exp_ (z m')))) = (sumz 0 (n_1%:Z - 1) (fun m'' => (exp_ (z m'')))).
{ by same. }
rewrite ?E16.
fieldz.
Qed.
End softmax_jacobian_.
Print Assumptions softmax_jacobian.

(* Cross entropy of probabilities *)
Section cross_entropy_of_probabilities_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n_1 : nat).
Variables (p : int).
Hypothesis n_1_positive : (0 < n_1)%N.
Variable t : int -> R.
Hypothesis D_t : forall i0, D (t i0) = 0.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = kd R i0 p.
Variables (log_ : R -> R).
Hypothesis log__D : forall a, a != 0 -> D (log_ a) = a^-1 * D a.
Hypothesis where_0 : 0 <= p <= (n_1%:Z - 1).
Hypothesis nonzero_0 : forall i, 0 <= i -> i <= (n_1%:Z - 1) -> (y i) != 0.
Hypothesis nonzero_1 : (y p) != 0.
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
Ltac nz := solve [apply: nonzero_0; lia | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem cross_entropy_of_probabilities :
  (D (- (sumz 0 (n_1%:Z - 1) (fun i => ((log_ (y i)) * (t i)))))) =
  (- ((t p) / (y p))).
Proof.
have E1 : (D (- (sumz 0 (n_1%:Z - 1) (fun i => ((log_ (y i)) * (t i)))))) = (- (sumz 0 (n_1%:Z - 1) (fun i => ((((y i)^-1) * (kd R i p)) * (t i))))).
{ exact (dopp _ _ (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (n_1%:Z - 1)) => (dmul_l _ _ _ (dfun _ _ _ _ (log__D (y i) ltac:(nz)) (D_y i)) (D_t i))))). }
rewrite ?E1.
transitivity (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))).
{ transitivity ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => ((((y i)^-1) * (kd R i p)) * (t i))))).
  { ring. }
  have E2 : (sumz 0 (n_1%:Z - 1) (fun i => ((((y i)^-1) * (kd R i p)) * (t i)))) = (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i)))) :> R.
  { transitivity (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i)))).
    { apply: eq_sumz => i _ _.
      transitivity (((y i)^-1) * (kd R i p) * (t i)).
      { ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E4 : ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i))))) = (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))) :> R.
  { transitivity ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i))))).
    { by []. }
    have E3 : ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i))))) = (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => i _ _.
      ring. }
    exact: E3. }
  transitivity ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => ((((y i)^-1) * (kd R i p)) * (t i))))).
  { by []. }
  transitivity ((- 1) * (sumz 0 (n_1%:Z - 1) (fun i => (((y i)^-1) * (kd R i p) * (t i))))).
  { exact: (f_equal2 *%R (erefl _) E2). }
  transitivity (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))).
  { rewrite -?E4; ring. }
  by []. }
transitivity ((- 1) * (t p) / (y p)).
{ have E5 : (sumz 0 (n_1%:Z - 1) (fun i => ((- 1) / (y i) * (kd R i p) * (t i)))) = ((- 1) * (t p) / (y p)) :> R.
  { transitivity ((- 1) / (y p) * (t p)).
    { transitivity ((inside R p 0 (n_1%:Z - 1)) * (- 1) / (y p) * (t p)).
      { transitivity (sumz 0 (n_1%:Z - 1) (fun i => (kd R i p) * ((- 1) / (y i) * (t i)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (n_1%:Z - 1)) * ((- 1) / (y p) * (t p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R p 0 (n_1%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E5. }
symmetry.
transitivity ((- 1) * (t p) / (y p)).
{ transitivity ((- 1) * (t p) / (y p)).
  { ring. }
  by []. }
transitivity ((- 1) * (t p) / (y p)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End cross_entropy_of_probabilities_.
Print Assumptions cross_entropy_of_probabilities.

(* Relu away from zero *)
Section relu_away_from_zero_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (i : int).
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 i.
Variables (abs_ sgn_ : R -> R).
Hypothesis abs__D : forall a, a != 0 -> D (abs_ a) = sgn_ a * D a.
Hypothesis nonzero_0 : (z i) != 0.
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
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem relu_away_from_zero :
  (D (((abs_ (z i)) / 2%:r) + ((z i) / 2%:r))) =
  (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
Proof.
have E1 : (D (((abs_ (z i)) / 2%:r) + ((z i) / 2%:r))) = ((((sgn_ (z i)) * 1) / 2%:r) + (1 / 2%:r)).
{ exact (dadd _ _ _ _ (dmul_l _ _ _ (dfun _ _ _ _ (abs__D (z i) ltac:(nz)) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1))) (dinv0 _ (dnum _))) (dmul_l _ _ _ (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)) (dinv0 _ (dnum _)))). }
rewrite ?E1.
transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ have E2 : (((sgn_ (z i)) * 1) / 2%:r) = ((sgn_ (z i)) / 2%:r) :> R.
  { transitivity ((sgn_ (z i)) / 2%:r).
    { ring. }
    by []. }
  have E3 : (1 / 2%:r) = (2%:r^-1) :> R.
  { transitivity ((2%:r^-1) : R).
    { ring. }
    by []. }
  transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
  { exact: (f_equal2 +%R E2 E3). }
  by []. }
transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity (((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
by [].
Qed.
End relu_away_from_zero_.
Print Assumptions relu_away_from_zero.

(* Leaky relu away from zero *)
Section leaky_relu_away_from_zero_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (i : int).
Variables (alpha : R).
Hypothesis D_alpha : D alpha = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 i.
Variables (abs_ sgn_ : R -> R).
Hypothesis abs__D : forall a, a != 0 -> D (abs_ a) = sgn_ a * D a.
Hypothesis nonzero_0 : (z i) != 0.
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
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem leaky_relu_away_from_zero :
  (D ((alpha * ((- (abs_ (z i))) + (z i)) / 2%:r) + ((abs_ (z i)) / 2%:r) + ((z i) / 2%:r))) =
  ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
Proof.
have E1 : (D ((alpha * ((- (abs_ (z i))) + (z i)) / 2%:r) + ((abs_ (z i)) / 2%:r) + ((z i) / 2%:r))) = ((((alpha * ((- ((sgn_ (z i)) * 1)) + 1)) / 2%:r) + (((sgn_ (z i)) * 1) / 2%:r)) + (1 / 2%:r)).
{ exact (dadd _ _ _ _ (dadd _ _ _ _ (dmul_l _ _ _ (dmul_r _ _ _ D_alpha (dadd _ _ _ _ (dopp _ _ (dfun _ _ _ _ (abs__D (z i) ltac:(nz)) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)))) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)))) (dinv0 _ (dnum _))) (dmul_l _ _ _ (dfun _ _ _ _ (abs__D (z i) ltac:(nz)) (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1))) (dinv0 _ (dnum _)))) (dmul_l _ _ _ (etrans (D_z i) ltac:(by rewrite !kd_id ?mulr1)) (dinv0 _ (dnum _)))). }
rewrite ?E1.
transitivity ((alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ have E4 : (((alpha * ((- ((sgn_ (z i)) * 1)) + 1)) / 2%:r) + (((sgn_ (z i)) * 1) / 2%:r)) = ((alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) + ((sgn_ (z i)) / 2%:r)) :> R.
  { have E2 : ((alpha * ((- ((sgn_ (z i)) * 1)) + 1)) / 2%:r) = (alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) :> R.
    { transitivity (alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r).
      { ring. }
      by []. }
    have E3 : (((sgn_ (z i)) * 1) / 2%:r) = ((sgn_ (z i)) / 2%:r) :> R.
    { transitivity ((sgn_ (z i)) / 2%:r).
      { ring. }
      by []. }
    transitivity ((alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) + ((sgn_ (z i)) / 2%:r)).
    { exact: (f_equal2 +%R E2 E3). }
    by []. }
  have E5 : (1 / 2%:r) = (2%:r^-1) :> R.
  { transitivity ((2%:r^-1) : R).
    { ring. }
    by []. }
  transitivity (((alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) + ((sgn_ (z i)) / 2%:r)) + (2%:r^-1)).
  { exact: (f_equal2 +%R E4 E5). }
  ring. }
transitivity ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ have E6 : (alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r) = (alpha * (1 - (sgn_ (z i))) / 2%:r) :> R.
  { transitivity (alpha * ((- ((sgn_ (z i)) * 1)) + 1) / 2%:r).
    { by []. }
    fieldz. }
  exact: (f_equal2 +%R (f_equal2 +%R E6 (erefl _)) (erefl _)). }
symmetry.
transitivity ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ transitivity ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
  { exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
  by []. }
transitivity ((alpha * (1 - (sgn_ (z i))) / 2%:r) + ((sgn_ (z i)) / 2%:r) + (2%:r^-1)).
{ exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
symmetry.
by [].
Qed.
End leaky_relu_away_from_zero_.
Print Assumptions leaky_relu_away_from_zero.

(* Linear regression *)
Section linear_regression_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (N' k : nat).
Variables (p : int).
Hypothesis N'_positive : (0 < N')%N.
Hypothesis k_positive : (0 < k)%N.
Variable t : int -> R.
Hypothesis D_t : forall i0, D (t i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> int -> R.
Hypothesis D_x : forall i0 i1, D (x i0 i1) = 0.
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem linear_regression :
  (D ((sumz 0 (N'%:Z - 1) (fun n => (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n
    m))))) ^+ 2))) / 2%:r)) =
  (sumz 0 (N'%:Z - 1) (fun n' => (((- (t n')) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x n'
    m'))))) * (x n' p)))).
Proof.
have E1 : (D ((sumz 0 (N'%:Z - 1) (fun n => (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 2))) / 2%:r)) = ((sumz 0 (N'%:Z - 1) (fun n => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m))))))) / 2%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dpow 1 _ _ (dadd_r _ _ _ (dopp0 _ (D_t n)) (dsum _ _ _ _ (fun m (m_lo : 0 <= m) (m_hi : m <= (k%:Z - 1)) => (dmul_l _ _ _ (D_w m) (D_x n m)))))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => ((2%:r^-1) * 2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m))))))) / 2%:r).
  { by []. }
  have E4 : (sumz 0 (N'%:Z - 1) (fun n => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))))).
    { apply: eq_sumz => n _ _.
      transitivity (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m))))).
      { by []. }
      have E3 : ((2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m))))) = (sumz 0 (k%:Z - 1) (fun m => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))) :> R.
      { transitivity ((2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m))))).
        { by []. }
        have E2 : ((2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m))))) = (sumz 0 (k%:Z - 1) (fun m => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => m _ _.
          ring. }
        exact: E2. }
      transitivity ((2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m))))).
      { ring. }
      transitivity ((2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (k%:Z - 1) (fun m => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))).
      { rewrite -?E3; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E6 : ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => ((2%:r^-1) * 2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))))) :> R.
  { transitivity ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m))))))).
    { by []. }
    have E5 : ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => ((2%:r^-1) * 2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      rewrite sumz_mull; apply: eq_sumz => m _ _.
      ring. }
    exact: E5. }
  transitivity ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x n m)))))))).
  { ring. }
  transitivity ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => (2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m))))))).
  { exact: (f_equal2 *%R (erefl _) E4). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => ((2%:r^-1) * 2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))))).
  { rewrite -?E6; ring. }
  by []. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((- (t n')) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x n' m'))))) * (x n' p)))).
{ have E8 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (k%:Z - 1) (fun m => ((2%:r^-1) * 2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (kd R m p) * (x n m)))))) = (sumz 0 (N'%:Z - 1) (fun n' => (((- (t n')) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x n' m'))))) * (x n' p)))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((2%:r^-1) * 2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (x n p)))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (k%:Z - 1)) / 2%:r * 2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (x n p)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * ((2%:r^-1) * 2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (x n m)))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((2%:r^-1) * 2%:r * (((- (t n)) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n m))))) ^+ 1) * (x n p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    transitivity ((2%:r^-1) * 2%:r * (((- (t n')) + (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n' m))))) ^+ 1) * (x n' p)).
    { by same. }
    have E7 : (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x n' m)))) = (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x n' m')))).
    { by same. }
    rewrite ?E7.
    fieldz. }
  exact: E8. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((- (t n')) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x n' m'))))) * (x n' p)))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((- (t n')) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x n' m'))))) * (x n' p)))).
  { apply: eq_sumz => n' _ _.
    transitivity (((- (t n')) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x n' m'))))) * (x n' p)).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((- (t n')) + (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x n' m'))))) * (x n' p)))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End linear_regression_.
Print Assumptions linear_regression.

(* Minibatch gradient is unbiased *)
Section minibatch_gradient_is_unbiased_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (B m : nat).
Hypothesis B_positive : (0 < B)%N.
Hypothesis m_positive : (0 < m)%N.
Variable x : int -> R.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem minibatch_gradient_is_unbiased :
  ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r))) /
    B%:r) =
  ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j')))))) / B%:r
    / m%:r).
Proof.
transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))).
{ transitivity ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r))) / B%:r).
  { by []. }
  have E3 : (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))))).
    { apply: eq_sumz => i _ _.
      transitivity ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r).
      { by []. }
      have E2 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))) = (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))) :> R.
      { transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))).
        { by []. }
        have E1 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))) = (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j _ _.
          ring. }
        exact: E1. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))).
      { ring. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j))))).
      { rewrite -?E2; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E5 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j)))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))) :> R.
  { transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j)))))))).
    { by []. }
    have E4 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j)))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => i _ _.
      rewrite sumz_mull; apply: eq_sumz => j _ _.
      ring. }
    exact: E4. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (x ((i * m%:Z) + j)))) / m%:r)))).
  { ring. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (x ((i * m%:Z) + j)))))))).
  { exact: (f_equal2 *%R (erefl _) E3). }
  transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))).
  { rewrite -?E5; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))).
{ have E8 : (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))).
    { by []. }
    transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (B%:Z - 1) (fun i => ((B%:r^-1) / m%:r * (x ((i * m%:Z) + j))))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))).
    { by same. }
    by []. }
  exact: E8. }
symmetry.
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))).
{ transitivity ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j')))))) / B%:r / m%:r).
  { by []. }
  have E7 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))) :> R.
  { transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))).
    { by []. }
    have E6 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      rewrite sumz_mull; apply: eq_sumz => i' _ _.
      ring. }
    exact: E6. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))).
  { ring. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (x ((i' * m%:Z) + j'))))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))).
  { rewrite -?E7; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (x ((i' * m%:Z) + j'))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End minibatch_gradient_is_unbiased_.
Print Assumptions minibatch_gradient_is_unbiased.

(* Minibatch gradients add up to the gradient *)
Section minibatch_gradients_add_up_to_the_gradient_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (B k m : nat).
Variables (p : int).
Hypothesis B_positive : (0 < B)%N.
Hypothesis k_positive : (0 < k)%N.
Hypothesis m_positive : (0 < m)%N.
Variable t : int -> R.
Hypothesis D_t : forall i0, D (t i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> int -> R.
Hypothesis D_x : forall i0 i1, D (x i0 i1) = 0.
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
Let dinv := @dinv R D D_mul.
Let dinv0 := @dinv_0 R D D_mul.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem minibatch_gradients_add_up_to_the_gradient :
  ((sumz 0 (B%:Z - 1) (fun i => (D ((sumz 0 (m%:Z - 1) (fun j => (((- (t ((i * m%:Z) + j))) +
    (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 2))) / m%:r)))) / B%:r)
    =
  (D ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (((- (t ((i' * m%:Z) + j'))) +
    (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 2))))) / B%:r /
    m%:r)).
Proof.
have E2 : ((sumz 0 (B%:Z - 1) (fun i => (D ((sumz 0 (m%:Z - 1) (fun j => (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 2))) / m%:r)))) / B%:r) = ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r))) / B%:r).
{ have E1 : (sumz 0 (B%:Z - 1) (fun i => (D ((sumz 0 (m%:Z - 1) (fun j => (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 2))) / m%:r)))) = (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r))) :> R.
  { apply: eq_sumz => i ? ?.
    exact (dmul_l _ _ _ (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (m%:Z - 1)) => (dpow 1 _ _ (dadd_r _ _ _ (dopp0 _ (D_t ((i * m%:Z) + j))) (dsum _ _ _ _ (fun l (l_lo : 0 <= l) (l_hi : l <= (k%:Z - 1)) => (dmul_l _ _ _ (D_w l) (D_x ((i * m%:Z) + j) l)))))))) (dinv0 _ (dnum _))). }
  exact: (f_equal2 *%R E1 (erefl _)). }
rewrite ?E2.
have E3 : (D ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 2))))) / B%:r / m%:r)) = (((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) / B%:r) / m%:r).
{ exact (dmul_l _ _ _ (dmul_l _ _ _ (dsum _ _ _ _ (fun j' (j'_lo : 0 <= j') (j'_hi : j' <= (m%:Z - 1)) => (dsum _ _ _ _ (fun i' (i'_lo : 0 <= i') (i'_hi : i' <= (B%:Z - 1)) => (dpow 1 _ _ (dadd_r _ _ _ (dopp0 _ (D_t ((i' * m%:Z) + j'))) (dsum _ _ _ _ (fun l' (l'_lo : 0 <= l') (l'_hi : l' <= (k%:Z - 1)) => (dmul_l _ _ _ (D_w l') (D_x ((i' * m%:Z) + j') l')))))))))) (dinv0 _ (dnum _))) (dinv0 _ (dnum _))). }
rewrite ?E3.
transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))).
{ transitivity ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r))) / B%:r).
  { by []. }
  have E9 : (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))).
    { apply: eq_sumz => i _ _.
      transitivity ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r).
      { by []. }
      have E6 : (sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) = (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))) :> R.
      { transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))).
        { apply: eq_sumz => j _ _.
          transitivity (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))).
          { by []. }
          have E5 : ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))) = (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))) :> R.
          { transitivity ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))).
            { by []. }
            have E4 : ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))) = (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => l _ _.
              ring. }
            exact: E4. }
          transitivity ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))).
          { ring. }
          transitivity ((2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))).
          { exact: (f_equal2 *%R (erefl _) (erefl _)). }
          transitivity (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))).
          { rewrite -?E5; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      have E8 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))) = (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))) :> R.
      { transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))).
        { by []. }
        have E7 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))) = (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j _ _.
          rewrite sumz_mull; apply: eq_sumz => l _ _.
          ring. }
        exact: E7. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l)))))))).
      { ring. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))).
      { exact: (f_equal2 *%R (erefl _) E6). }
      transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))).
      { rewrite -?E8; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E11 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))) :> R.
  { transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))))).
    { by []. }
    have E10 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => i _ _.
      rewrite sumz_mull; apply: eq_sumz => j _ _.
      rewrite sumz_mull; apply: eq_sumz => l _ _.
      ring. }
    exact: E10. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l => ((kd R l p) * (x ((i * m%:Z) + j) l))))))) / m%:r)))).
  { ring. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((m%:r^-1) * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l))))))))).
  { exact: (f_equal2 *%R (erefl _) E9). }
  transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))).
  { rewrite -?E11; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))).
{ have E18 : (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (k%:Z - 1) (fun l => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (kd R l p) * (x ((i * m%:Z) + j) l)))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) p)))))).
    { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((inside R p 0 (k%:Z - 1)) / B%:r / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) p)))))).
      { apply: eq_sumz => i _ _.
        apply: eq_sumz => j _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun l => (kd R l p) * ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) l)))).
        { apply: eq_sumz => l _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      apply: eq_sumz => j ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (B%:Z - 1) (fun i => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i * m%:Z) + j))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i * m%:Z) + j) l))))) ^+ 1) * (x ((i * m%:Z) + j) p)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i' * m%:Z) + j') l))))) ^+ 1) * (x ((i' * m%:Z) + j') p)).
    { by same. }
    have E17 : (sumz 0 (k%:Z - 1) (fun l => ((w l) * (x ((i' * m%:Z) + j') l)))) = (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l')))).
    { by same. }
    rewrite ?E17.
    fieldz. }
  exact: E18. }
symmetry.
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))).
{ transitivity ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) / B%:r / m%:r).
  { ring. }
  have E14 : (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))).
    { apply: eq_sumz => j' _ _.
      transitivity (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))).
      { apply: eq_sumz => i' _ _.
        transitivity (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))).
        { by []. }
        have E13 : ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))) = (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))) :> R.
        { transitivity ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))).
          { by []. }
          have E12 : ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))) = (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => l' _ _.
            ring. }
          exact: E12. }
        transitivity ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))).
        { ring. }
        transitivity ((2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1)) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l'))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))).
        { rewrite -?E13; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  have E16 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))) :> R.
  { transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))).
    { by []. }
    have E15 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      rewrite sumz_mull; apply: eq_sumz => i' _ _.
      rewrite sumz_mull; apply: eq_sumz => l' _ _.
      ring. }
    exact: E15. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (sumz 0 (k%:Z - 1) (fun l' => ((kd R l' p) * (x ((i' * m%:Z) + j') l')))))))))).
  { ring. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => (2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l'))))))))).
  { exact: (f_equal2 *%R (erefl _) E14). }
  transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))).
  { rewrite -?E16; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))).
{ have E19 : (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (sumz 0 (k%:Z - 1) (fun l' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (kd R l' p) * (x ((i' * m%:Z) + j') l')))))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((inside R p 0 (k%:Z - 1)) / B%:r / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p)))))).
    { apply: eq_sumz => j' _ _.
      apply: eq_sumz => i' _ _.
      transitivity (sumz 0 (k%:Z - 1) (fun l' => (kd R l' p) * ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') l')))).
      { apply: eq_sumz => l' _ _.
        ring. }
      rewrite sumz_kd.
      transitivity ((inside R p 0 (k%:Z - 1)) * ((B%:r^-1) / m%:r * 2%:r * (((- (t ((i' * m%:Z) + j'))) + (sumz 0 (k%:Z - 1) (fun l' => ((w l') * (x ((i' * m%:Z) + j') l'))))) ^+ 1) * (x ((i' * m%:Z) + j') p))).
      { by apply: (f_equal2 *%R); same. }
      ring. }
    apply: eq_sumz => j' ? ?.
    apply: eq_sumz => i' ? ?.
    have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
    ring. }
  exact: E19. }
symmetry.
by [].
Qed.
End minibatch_gradients_add_up_to_the_gradient_.
Print Assumptions minibatch_gradients_add_up_to_the_gradient.

(* Kernel gradient *)
Section kernel_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C D' F' H N' O_h O_w P S' W k_h k_w : nat).
Variables (a g p q : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis D'_positive : (0 < D')%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis P_positive : (0 < P)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = 0.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = kd R i0 g * kd R i1 a * kd R i2 p * kd R
    i3 q.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = 0.
Hypothesis where_0 : 0 <= g <= (F'%:Z - 1).
Hypothesis where_1 : 0 <= a <= (C%:Z - 1).
Hypothesis where_2 : 0 <= p <= (k_h%:Z - 1).
Hypothesis where_3 : 0 <= q <= (k_w%:Z - 1).
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
Theorem kernel_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i =>
    (sumz 0 (F'%:Z - 1) (fun f => (((b f) + (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1)
    (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z
    - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i
    * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))) * (delta f i j
    n))))))))))) =
  (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' =>
    ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) +
    (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (delta g i' j' n') * (x a ((i' * S'%:Z) + (D'%:Z * p) -
    P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (((b f) + (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))) * (delta f i j n))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1))) * ((kd R f g) * (kd R c a) * (kd R u p) * (kd R v q))) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))) * (delta f i j n)))))))))).
{ exact (dsum _ _ _ _ (fun n _ _ => (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f _ _ => (dmul_l _ _ _ (dadd_r _ _ _ (D_b f) (dsum _ _ _ _ (fun v _ _ => (dsum _ _ _ _ (fun u _ _ => (dsum _ _ _ _ (fun c _ _ => (dmul_l _ _ _ (dmul_r _ _ _ (dmul_0 _ _ (dins _ _ _) (dins _ _ _)) (D_w f c u v)) (D_x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))) (D_delta f i j n)))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))).
        { apply: eq_sumz => f _ _.
          transitivity ((sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1))) * ((kd R f g) * (kd R c a) * (kd R u p) * (kd R v q))) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))) * (delta f i j n)).
          { by []. }
          have E2 : (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1))) * ((kd R f g) * (kd R c a) * (kd R u p) * (kd R v q))) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))) :> R.
          { transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))).
            { apply: eq_sumz => v _ _.
              transitivity (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))).
              { apply: eq_sumz => u _ _.
                transitivity (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))).
                { apply: eq_sumz => c _ _.
                  transitivity ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)).
                  { ring. }
                  by []. }
                by rewrite ?sumz_add ?sumz0. }
              by rewrite ?sumz_add ?sumz0. }
            by rewrite ?sumz_add ?sumz0. }
          have E4 : ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))) :> R.
          { transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))).
            { by []. }
            have E3 : ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              rewrite sumz_mull; apply: eq_sumz => c _ _.
              ring. }
            exact: E3. }
          transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1))) * ((kd R f g) * (kd R c a) * (kd R u p) * (kd R v q))) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))).
          { ring. }
          transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))).
          { exact: (f_equal2 *%R (erefl _) E2). }
          transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))).
          { rewrite -?E4; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (delta g i' j' n') * (x a ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')))))))).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (delta g i' j' n') * (x a ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')))))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((delta g i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (x a ((i * S'%:Z) + (D'%:Z * p) - P%:Z) ((j * S'%:Z) + (D'%:Z * q) - P%:Z) n)))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))))).
      { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (C%:Z - 1) (fun c => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R f g) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))))))).
        { apply: eq_sumz => n _ _.
          apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          apply: eq_sumz => v _ _.
          apply: eq_sumz => u _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        apply: eq_sumz => c _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (kd R f g) * ((delta f i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))).
        { apply: eq_sumz => f _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (F'%:Z - 1)) * ((delta g i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R c a) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => ((inside R a 0 (C%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R u p) * (kd R v q) * (x a ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun c => (kd R c a) * ((inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R u p) * (kd R v q) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))).
        { apply: eq_sumz => c _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R a 0 (C%:Z - 1)) * ((inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R u p) * (kd R v q) * (x a ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k_w%:Z - 1) (fun v => ((inside R p 0 (k_h%:Z - 1)) * (inside R a 0 (C%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R v q) * (x a ((i * S'%:Z) + (D'%:Z * p) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => v _ _.
        transitivity (sumz 0 (k_h%:Z - 1) (fun u => (kd R u p) * ((inside R a 0 (C%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R v q) * (x a ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))).
        { apply: eq_sumz => u _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k_h%:Z - 1)) * ((inside R a 0 (C%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (kd R v q) * (x a ((i * S'%:Z) + (D'%:Z * p) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R q 0 (k_w%:Z - 1)) * (inside R p 0 (k_h%:Z - 1)) * (inside R a 0 (C%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (x a ((i * S'%:Z) + (D'%:Z * p) - P%:Z) ((j * S'%:Z) + (D'%:Z * q) - P%:Z) n)))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k_w%:Z - 1) (fun v => (kd R v q) * ((inside R p 0 (k_h%:Z - 1)) * (inside R a 0 (C%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (x a ((i * S'%:Z) + (D'%:Z * p) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n)))).
        { apply: eq_sumz => v _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (k_w%:Z - 1)) * ((inside R p 0 (k_h%:Z - 1)) * (inside R a 0 (C%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta g i j n) * (inside R ((i * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (x a ((i * S'%:Z) + (D'%:Z * p) - P%:Z) ((j * S'%:Z) + (D'%:Z * q) - P%:Z) n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R q 0 (k_w%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (k_h%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R a 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R g 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta g i' j' n') * (inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (x a ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (delta g i' j' n') * (x a ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (delta g i' j' n') * (x a ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (delta g i' j' n') * (x a ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')))))).
    { apply: eq_sumz => j' _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (delta g i' j' n') * (x a ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')))).
      { apply: eq_sumz => i' _ _.
        transitivity ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (delta g i' j' n') * (x a ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')).
        { by []. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => ((inside R ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) 0 (W%:Z - 1)) * (delta g i' j' n') * (x a ((i' * S'%:Z) + (D'%:Z * p) - P%:Z) ((j' * S'%:Z) + (D'%:Z * q) - P%:Z) n')))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End kernel_gradient_.
Print Assumptions kernel_gradient.

(* Kernel gradient as convolution with turned delta *)
Section kernel_gradient_as_convolution_with_turned_delta_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (p : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
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
Theorem kernel_gradient_as_convolution_with_turned_delta :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    m))))))))) =
  (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + m))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (D_w m) (D_x (i + m)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + m)))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + m))))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (x (i + p))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R p 0 (k%:Z - 1)) * (delta i) * (x (i + p))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * ((delta i) * (x (i + m))))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((delta i) * (x (i + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: sumz_turn; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta (H%:Z - i' - k%:Z)) * (x (H%:Z + p - i' - k%:Z))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End kernel_gradient_as_convolution_with_turned_delta_.
Print Assumptions kernel_gradient_as_convolution_with_turned_delta.

(* Kernel gradient of true convolution *)
Section kernel_gradient_of_true_convolution_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (p : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
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
Theorem kernel_gradient_of_true_convolution :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    k%:Z - m - 1))))))))) =
  (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + k%:Z - m - 1))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_l _ _ _ (D_w m) (D_x (i + k%:Z - m - 1)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((kd R m p) * (x (i + k%:Z - m - 1)))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (kd R m p) * (x (i + k%:Z - m - 1))))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (x (i + k%:Z - p - 1))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R p 0 (k%:Z - 1)) * (delta i) * (x (i + k%:Z - p - 1))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (k%:Z - 1) (fun m => (kd R m p) * ((delta i) * (x (i + k%:Z - m - 1))))).
        { apply: eq_sumz => m _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (k%:Z - 1)) * ((delta i) * (x (i + k%:Z - p - 1)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i') * (x (i' + k%:Z - p - 1))).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta i') * (x (i' + k%:Z - p - 1))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + k%:Z - p - 1))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End kernel_gradient_of_true_convolution_.
Print Assumptions kernel_gradient_of_true_convolution.

(* Input gradient *)
Section input_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C F' H N' O_h O_w P S' W k_h k_w : nat).
Variables (a c q s : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis P_positive : (0 < P)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = kd R i0 c * kd R i1 a * kd R i2 q * kd R
    i3 s.
Hypothesis where_0 : 0 <= c <= (C%:Z - 1).
Hypothesis where_1 : 0 <= a <= (H%:Z - 1).
Hypothesis where_2 : 0 <= q <= (W%:Z - 1).
Hypothesis where_3 : 0 <= s <= (N'%:Z - 1).
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
Theorem input_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i =>
    (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0
    (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0
    (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (x g ((i *
    S'%:Z) + u - P%:Z) ((j * S'%:Z) + v - P%:Z) n)))))))))))))))))) =
  (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' =>
    ((inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P%:Z + q - (j' * S'%:Z)) 0
    (k_w%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' *
    S'%:Z)))))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (x g ((i * S'%:Z) + u - P%:Z) ((j * S'%:Z) + v - P%:Z) n)))))))))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1))) * (w f g u v)) * ((kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))))))))))).
{ exact (dsum _ _ _ _ (fun n _ _ => (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f _ _ => (dmul_r _ _ _ (D_delta f i j n) (dsum _ _ _ _ (fun v _ _ => (dsum _ _ _ _ (fun u _ _ => (dsum _ _ _ _ (fun g _ _ => (dmul_r _ _ _ (dmul_0 _ _ (dmul_0 _ _ (dins _ _ _) (dins _ _ _)) (D_w f g u v)) (D_x g ((i * S'%:Z) + u - P%:Z) ((j * S'%:Z) + v - P%:Z) n))))))))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))).
        { apply: eq_sumz => f _ _.
          transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1))) * (w f g u v)) * ((kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))).
          { by []. }
          have E2 : (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1))) * (w f g u v)) * ((kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))) :> R.
          { transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))).
            { apply: eq_sumz => v _ _.
              transitivity (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))).
              { apply: eq_sumz => u _ _.
                transitivity (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))).
                { apply: eq_sumz => g _ _.
                  transitivity ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)).
                  { ring. }
                  by []. }
                by rewrite ?sumz_add ?sumz0. }
              by rewrite ?sumz_add ?sumz0. }
            by rewrite ?sumz_add ?sumz0. }
          have E4 : ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))) :> R.
          { transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s))))))))).
            { by []. }
            have E3 : ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s))))))))) = (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))) :> R.
            { rewrite sumz_mull; apply: eq_sumz => v _ _.
              rewrite sumz_mull; apply: eq_sumz => u _ _.
              rewrite sumz_mull; apply: eq_sumz => g _ _.
              ring. }
            exact: E3. }
          transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1))) * (w f g u v)) * ((kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))).
          { by []. }
          transitivity ((delta f i j n) * (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s))))))))).
          { exact: (f_equal2 *%R (erefl _) E2). }
          transitivity (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))).
          { rewrite -?E4; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P%:Z + q - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' * S'%:Z)))))))))).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun g => ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R g c) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))))))))) = (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P%:Z + q - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' * S'%:Z)))))))))) :> R.
  { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R (P%:Z + q - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (delta f i j s) * (w f c (P%:Z + a - (i * S'%:Z)) (P%:Z + q - (j * S'%:Z)))))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => ((inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f c u v) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        apply: eq_sumz => v _ _.
        apply: eq_sumz => u _ _.
        transitivity (sumz 0 (C%:Z - 1) (fun g => (kd R g c) * ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f g u v) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))).
        { apply: eq_sumz => g _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R c 0 (C%:Z - 1)) * ((delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f c u v) * (kd R ((i * S'%:Z) + u - P%:Z) a) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (k_w%:Z - 1) (fun v => ((inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) v) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))))))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        apply: eq_sumz => v _ _.
        transitivity (sumz 0 (k_h%:Z - 1) (fun u => (kd R u (P%:Z + a - (i * S'%:Z))) * ((inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R ((i * S'%:Z) + u - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f c u v) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s)))).
        { apply: eq_sumz => u _ _.
          have -> : (kd R ((i * S'%:Z) + u - P%:Z) a) = (kd R u (P%:Z + a - (i * S'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * ((inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) v) * (kd R ((j * S'%:Z) + v - P%:Z) q) * (kd R n s))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R (P%:Z + q - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R q 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) (P%:Z + q - (j * S'%:Z))) * (kd R n s)))))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        transitivity (sumz 0 (k_w%:Z - 1) (fun v => (kd R v (P%:Z + q - (j * S'%:Z))) * ((inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + v - P%:Z) 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) v) * (kd R n s)))).
        { apply: eq_sumz => v _ _.
          have -> : (kd R ((j * S'%:Z) + v - P%:Z) q) = (kd R v (P%:Z + q - (j * S'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (P%:Z + q - (j * S'%:Z)) 0 (k_w%:Z - 1)) * ((inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R q 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) (P%:Z + q - (j * S'%:Z))) * (kd R n s))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R s 0 (N'%:Z - 1)) * (inside R (P%:Z + q - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j s) * (inside R a 0 (H%:Z - 1)) * (inside R q 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) (P%:Z + q - (j * S'%:Z)))))))))).
      { transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((inside R (P%:Z + q - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R q 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) (P%:Z + q - (j * S'%:Z))) * (kd R n s)))))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (F'%:Z - 1) (fun f => ((inside R (P%:Z + q - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R q 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) (P%:Z + q - (j * S'%:Z))) * (kd R n s)))))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (N'%:Z - 1) (fun n => ((inside R (P%:Z + q - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R q 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) (P%:Z + q - (j * S'%:Z))) * (kd R n s)))))))))).
        { apply: eq_sumz => j _ _.
          apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        apply: eq_sumz => f _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun n => (kd R n s) * ((inside R (P%:Z + q - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j n) * (inside R a 0 (H%:Z - 1)) * (inside R q 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) (P%:Z + q - (j * S'%:Z)))))).
        { apply: eq_sumz => n _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R s 0 (N'%:Z - 1)) * ((inside R (P%:Z + q - (j * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P%:Z + a - (i * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R c 0 (C%:Z - 1)) * (delta f i j s) * (inside R a 0 (H%:Z - 1)) * (inside R q 0 (W%:Z - 1)) * (w f c (P%:Z + a - (i * S'%:Z)) (P%:Z + q - (j * S'%:Z))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      apply: eq_sumz => f ? ?.
      have -> : (inside R s 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R c 0 (C%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R a 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R q 0 (W%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> f' ? ?; cbv beta].
    transitivity ((inside R (P%:Z + q - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' * S'%:Z)))).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P%:Z + q - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' * S'%:Z)))))))))).
{ transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P%:Z + q - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' * S'%:Z)))))))))).
  { apply: eq_sumz => j' _ _.
    transitivity (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P%:Z + q - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' * S'%:Z)))))))).
    { apply: eq_sumz => i' _ _.
      transitivity (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P%:Z + q - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' * S'%:Z)))))).
      { apply: eq_sumz => f' _ _.
        transitivity ((inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P%:Z + q - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' * S'%:Z)))).
        { by []. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (sumz 0 (F'%:Z - 1) (fun f' => ((inside R (P%:Z + a - (i' * S'%:Z)) 0 (k_h%:Z - 1)) * (inside R (P%:Z + q - (j' * S'%:Z)) 0 (k_w%:Z - 1)) * (delta f' i' j' s) * (w f' c (P%:Z + a - (i' * S'%:Z)) (P%:Z + q - (j' * S'%:Z)))))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End input_gradient_.
Print Assumptions input_gradient.

(* Input gradient with stride and dilation *)
Section input_gradient_with_stride_and_dilation_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (D' O_h S' k : nat).
Variables (a : int).
Hypothesis D'_positive : (0 < D')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 a.
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
Theorem input_gradient_with_stride_and_dilation :
  (D (sumz 0 (O_h%:Z - 1) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x ((i *
    S'%:Z) + (m * D'%:Z)))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R a ((i' * S'%:Z) + (m' *
    D'%:Z))) * (delta i') * (w m')))))).
Proof.
have E1 : (D (sumz 0 (O_h%:Z - 1) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x ((i * S'%:Z) + (m * D'%:Z)))))))))) = (sumz 0 (O_h%:Z - 1) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_r _ _ _ (D_w m) (D_x ((i * S'%:Z) + (m * D'%:Z))))))))). }
rewrite ?E1.
transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a)))))).
{ transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a)))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R a ((i' * S'%:Z) + (m' * D'%:Z))) * (delta i') * (w m')))))).
{ have E5 : (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a)))))) = (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R a ((i' * S'%:Z) + (m' * D'%:Z))) * (delta i') * (w m')))))) :> R.
  { transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a)))))).
    { by []. }
    transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (O_h%:Z - 1) (fun i => ((delta i) * (w m) * (kd R ((i * S'%:Z) + (m * D'%:Z)) a)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> m' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i') * (w m') * (kd R ((i' * S'%:Z) + (m' * D'%:Z)) a)).
    { by same. }
    have E4 : (kd R ((i' * S'%:Z) + (m' * D'%:Z)) a) = (kd R a ((i' * S'%:Z) + (m' * D'%:Z))).
    { by bits. }
    rewrite ?E4.
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R a ((i' * S'%:Z) + (m' * D'%:Z))) * (delta i') * (w m')))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R a ((i' * S'%:Z) + (m' * D'%:Z))) * (delta i') * (w m')))))).
  { apply: eq_sumz => m' _ _.
    transitivity (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R a ((i' * S'%:Z) + (m' * D'%:Z))) * (delta i') * (w m')))).
    { apply: eq_sumz => i' _ _.
      transitivity ((kd R a ((i' * S'%:Z) + (m' * D'%:Z))) * (delta i') * (w m')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (O_h%:Z - 1) (fun i' => ((kd R a ((i' * S'%:Z) + (m' * D'%:Z))) * (delta i') * (w m')))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End input_gradient_with_stride_and_dilation_.
Print Assumptions input_gradient_with_stride_and_dilation.

(* Input gradient of true convolution *)
Section input_gradient_of_true_convolution_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (a : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 a.
Hypothesis where_0 : 0 <= a <= (H%:Z - 1).
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
Theorem input_gradient_of_true_convolution :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    k%:Z - m - 1))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a
    - k%:Z + 1)) * (w m')))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + k%:Z - m - 1))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_r _ _ _ (D_w m) (D_x (i + k%:Z - m - 1)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + k%:Z - m - 1) a))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))))) = (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m + a - k%:Z + 1)) * (w m)))).
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m + a - k%:Z + 1)) * (w m)))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (w m) * (kd R (i + k%:Z - m - 1) a)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (kd R i (m + a - k%:Z + 1)) * ((delta i) * (w m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + k%:Z - m - 1) a) = (kd R i (m + a - k%:Z + 1)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (m + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * ((delta (m + a - k%:Z + 1)) * (w m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: eq_sumz_bounds; [lia | move=> m' ? ?; cbv beta].
    transitivity ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))).
  { apply: eq_sumz => m' _ _.
    transitivity ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w m')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End input_gradient_of_true_convolution_.
Print Assumptions input_gradient_of_true_convolution.

(* Input gradient as full convolution *)
Section input_gradient_as_full_convolution_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (a : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 a.
Hypothesis where_0 : 0 <= a <= (H%:Z - 1).
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
Theorem input_gradient_as_full_convolution :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    m))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w
    m')))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + m))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_r _ _ _ (D_w m) (D_x (i + m)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))) = (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (w m)))).
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (w m)))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (w m) * (kd R (i + m) a)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (kd R i (a - m)) * ((delta i) * (w m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + m) a) = (kd R i (a - m)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (a - m) 0 (H%:Z - k%:Z)) * ((delta (a - m)) * (w m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: eq_sumz_bounds; [lia | move=> m' ? ?; cbv beta].
    transitivity ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
  { apply: eq_sumz => m' _ _.
    transitivity ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (a - m') 0 (H%:Z - k%:Z)) * (delta (a - m')) * (w m')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End input_gradient_as_full_convolution_.
Print Assumptions input_gradient_as_full_convolution.

(* Input gradient as correlation with turned kernel *)
Section input_gradient_as_correlation_with_turned_kernel_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (a : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 a.
Hypothesis where_0 : 0 <= a <= (H%:Z - 1).
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
Theorem input_gradient_as_correlation_with_turned_kernel :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i +
    m))))))))) =
  (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a
    - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (i + m))))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun m _ _ => (dmul_r _ _ _ (D_w m) (D_x (i + m)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { by []. }
    have E3 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))) :> R.
    { transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
      { by []. }
      have E2 : ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))) = (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E2. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (kd R (i + m) a))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
{ have E4 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (k%:Z - 1) (fun m => ((delta i) * (w m) * (kd R (i + m) a)))))) = (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (w m)))).
    { transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (a - m) 0 (H%:Z - k%:Z)) * (delta (a - m)) * (w m)))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m => (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (w m) * (kd R (i + m) a)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m _ _.
        transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (kd R i (a - m)) * ((delta i) * (w m)))).
        { apply: eq_sumz => i _ _.
          have -> : (kd R (i + m) a) = (kd R i (a - m)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (a - m) 0 (H%:Z - k%:Z)) * ((delta (a - m)) * (w m))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: sumz_turn; [lia | move=> m' ? ?; cbv beta].
    transitivity ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))).
    { by same. }
    by []. }
  exact: E4. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
  { apply: eq_sumz => m' _ _.
    transitivity ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + a - k%:Z + 1) 0 (H%:Z - k%:Z)) * (delta (m' + a - k%:Z + 1)) * (w (k%:Z - m' - 1))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End input_gradient_as_correlation_with_turned_kernel_.
Print Assumptions input_gradient_as_correlation_with_turned_kernel.

(* Convolution bias gradient *)
Section convolution_bias_gradient_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (C D' F' H N' O_h O_w P S' W k_h k_w : nat).
Variables (g : int).
Hypothesis C_positive : (0 < C)%N.
Hypothesis D'_positive : (0 < D')%N.
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis N'_positive : (0 < N')%N.
Hypothesis O_h_positive : (0 < O_h)%N.
Hypothesis O_w_positive : (0 < O_w)%N.
Hypothesis P_positive : (0 < P)%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable b : int -> R.
Hypothesis D_b : forall i0, D (b i0) = kd R i0 g.
Variable delta : int -> int -> int -> int -> R.
Hypothesis D_delta : forall i0 i1 i2 i3, D (delta i0 i1 i2 i3) = 0.
Variable w : int -> int -> int -> int -> R.
Hypothesis D_w : forall i0 i1 i2 i3, D (w i0 i1 i2 i3) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = 0.
Hypothesis where_0 : 0 <= g <= (F'%:Z - 1).
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
Theorem convolution_bias_gradient :
  (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i =>
    (sumz 0 (F'%:Z - 1) (fun f => (((b f) + (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1)
    (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z
    - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i
    * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))) * (delta f i j
    n))))))))))) =
  (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' =>
    (delta g i' j' n'))))))).
Proof.
have E1 : (D (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (((b f) + (sumz 0 (k_w%:Z - 1) (fun v => (sumz 0 (k_h%:Z - 1) (fun u => (sumz 0 (C%:Z - 1) (fun c => ((inside R ((i * S'%:Z) + (u * D'%:Z) - P%:Z) 0 (H%:Z - 1)) * (inside R ((j * S'%:Z) + (v * D'%:Z) - P%:Z) 0 (W%:Z - 1)) * (w f c u v) * (x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))) * (delta f i j n))))))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i j n)))))))))).
{ exact (dsum _ _ _ _ (fun n _ _ => (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f _ _ => (dmul_l _ _ _ (dadd_l _ _ _ (D_b f) (dsum0 _ _ _ (fun v _ _ => (dsum0 _ _ _ (fun u _ _ => (dsum0 _ _ _ (fun c _ _ => (dmul_0 _ _ (dmul_0 _ _ (dmul_0 _ _ (dins _ _ _) (dins _ _ _)) (D_w f c u v)) (D_x c ((i * S'%:Z) + (u * D'%:Z) - P%:Z) ((j * S'%:Z) + (v * D'%:Z) - P%:Z) n))))))))) (D_delta f i j n)))))))))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i j n)))))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i j n)))))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i j n)))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i j n)))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i j n)))).
        { apply: eq_sumz => f _ _.
          transitivity ((kd R f g) * (delta f i j n)).
          { by []. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta g i' j' n'))))))).
{ have E2 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i j n)))))))))) = (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta g i' j' n'))))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => (delta g i j n))))))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (O_w%:Z - 1) (fun j => (sumz 0 (O_h%:Z - 1) (fun i => ((inside R g 0 (F'%:Z - 1)) * (delta g i j n)))))))).
      { apply: eq_sumz => n _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (kd R f g) * (delta f i j n))).
        { apply: eq_sumz => f _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (F'%:Z - 1)) * (delta g i j n)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      apply: eq_sumz => j ? ?.
      apply: eq_sumz => i ? ?.
      have -> : (inside R g 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity (delta g i' j' n').
    { by same. }
    by []. }
  exact: E2. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta g i' j' n'))))))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta g i' j' n'))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta g i' j' n'))))).
    { apply: eq_sumz => j' _ _.
      transitivity (sumz 0 (O_h%:Z - 1) (fun i' => (delta g i' j' n'))).
      { apply: eq_sumz => i' _ _.
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (sumz 0 (O_w%:Z - 1) (fun j' => (sumz 0 (O_h%:Z - 1) (fun i' => (delta g i' j' n'))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End convolution_bias_gradient_.
Print Assumptions convolution_bias_gradient.

(* Convolution commutes with shifts *)
Section convolution_commutes_with_shifts_.
Variable R : comRingType.
Variables (k : nat).
Variables (a i : int).
Hypothesis k_positive : (0 < k)%N.
Variable w : int -> R.
Variable x : int -> R.
Theorem convolution_commutes_with_shifts :
  (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (m + a + i))))) =
  (sumz 0 (k%:Z - 1) (fun m' => ((w m') * (x (m' + a + i))))).
Proof.
by same.
Qed.
End convolution_commutes_with_shifts_.
Print Assumptions convolution_commutes_with_shifts.

(* Convolution is a weight tied dense layer *)
Section convolution_is_a_weight_tied_dense_layer_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H k : nat).
Variables (p : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
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
Theorem convolution_is_a_weight_tied_dense_layer :
  (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (H%:Z - 1) (fun j => ((inside R (j -
    i) 0 (k%:Z - 1)) * (w (j - i)) * (x j)))))))) =
  (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
Proof.
have E1 : (D (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (H%:Z - 1) (fun j => ((inside R (j - i) 0 (k%:Z - 1)) * (w (j - i)) * (x j)))))))) = (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (sumz 0 (H%:Z - 1) (fun j => (((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p)) * (x j))))))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun j _ _ => (dmul_l _ _ _ (dmul_r _ _ _ (dins _ _ _) (D_w (j - i))) (D_x j))))))). }
rewrite ?E1.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (H%:Z - 1) (fun j => ((delta i) * (inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j)))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (H%:Z - 1) (fun j => ((delta i) * (inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun j => (((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p)) * (x j))))).
    { by []. }
    have E2 : (sumz 0 (H%:Z - 1) (fun j => (((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p)) * (x j)))) = (sumz 0 (H%:Z - 1) (fun j => ((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j)))) :> R.
    { transitivity (sumz 0 (H%:Z - 1) (fun j => ((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j)))).
      { apply: eq_sumz => j _ _.
        transitivity ((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta i) * (sumz 0 (H%:Z - 1) (fun j => ((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j))))) = (sumz 0 (H%:Z - 1) (fun j => ((delta i) * (inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j)))) :> R.
    { transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun j => ((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j))))).
      { by []. }
      have E3 : ((delta i) * (sumz 0 (H%:Z - 1) (fun j => ((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j))))) = (sumz 0 (H%:Z - 1) (fun j => ((delta i) * (inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      exact: E3. }
    transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun j => (((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p)) * (x j))))).
    { by []. }
    transitivity ((delta i) * (sumz 0 (H%:Z - 1) (fun j => ((inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (H%:Z - 1) (fun j => ((delta i) * (inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j)))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ have E5 : (sumz 0 (H%:Z - k%:Z) (fun i => (sumz 0 (H%:Z - 1) (fun j => ((delta i) * (inside R (j - i) 0 (k%:Z - 1)) * (kd R (j - i) p) * (x j)))))) = (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))) :> R.
  { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((delta i) * (x (i + p))))).
    { transitivity (sumz 0 (H%:Z - k%:Z) (fun i => ((inside R (i + p) 0 (H%:Z - 1)) * (delta i) * (inside R p 0 (k%:Z - 1)) * (x (i + p))))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun j => (kd R j (i + p)) * ((delta i) * (inside R (j - i) 0 (k%:Z - 1)) * (x j)))).
        { apply: eq_sumz => j _ _.
          have -> : (kd R (j - i) p) = (kd R j (i + p)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (i + p) 0 (H%:Z - 1)) * ((delta i) * (inside R p 0 (k%:Z - 1)) * (x (i + p)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R (i + p) 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (k%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i') * (x (i' + p))).
    { by same. }
    by []. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta i') * (x (i' + p))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H%:Z - k%:Z) (fun i' => ((delta i') * (x (i' + p))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End convolution_is_a_weight_tied_dense_layer_.
Print Assumptions convolution_is_a_weight_tied_dense_layer.

(* Average pooling *)
Section average_pooling_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (H_p R' : nat).
Variables (a s : int).
Hypothesis H_p_positive : (0 < H_p)%N.
Hypothesis R'_positive : (0 < R')%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 ((R'%:Z * a) + s).
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
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem average_pooling :
  (D (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (sumz 0 (R'%:Z - 1) (fun r => (x ((i * R'%:Z) +
    r)))) / R'%:r)))) =
  ((sumz 0 (H_p%:Z - 1) (fun i' => ((inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) *
    (delta i')))) / R'%:r).
Proof.
have E1 : (D (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (sumz 0 (R'%:Z - 1) (fun r => (x ((i * R'%:Z) + r)))) / R'%:r)))) = (sumz 0 (H_p%:Z - 1) (fun i => (((delta i) * (sumz 0 (R'%:Z - 1) (fun r => (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))) / R'%:r))).
{ exact (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (H_p%:Z - 1)) => (dmul_l _ _ _ (dmul_r _ _ _ (D_delta i) (dsum _ _ _ _ (fun r (r_lo : 0 <= r) (r_hi : r <= (R'%:Z - 1)) => (D_x ((i * R'%:Z) + r))))) (dinv0 _ (dnum _))))). }
rewrite ?E1.
transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / R'%:r * (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))))).
{ transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / R'%:r * (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (sumz 0 (R'%:Z - 1) (fun r => (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s)))) / R'%:r).
    { ring. }
    have E3 : (((delta i) / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r => (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))) = (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / R'%:r * (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))) :> R.
    { transitivity (((delta i) / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r => (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))).
      { by []. }
      have E2 : (((delta i) / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r => (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))) = (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / R'%:r * (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => r _ _.
        ring. }
      exact: E2. }
    transitivity (((delta i) / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r => (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))).
    { ring. }
    transitivity (((delta i) / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r => (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / R'%:r * (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))).
    { rewrite -?E3; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => ((R'%:r^-1) * (inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i')))).
{ have E6 : (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / R'%:r * (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s))))))) = (sumz 0 (H_p%:Z - 1) (fun i' => ((R'%:r^-1) * (inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i')))) :> R.
  { transitivity (sumz 0 (H_p%:Z - 1) (fun i => ((inside R ((R'%:Z * a) + s - (i * R'%:Z)) 0 (R'%:Z - 1)) * (delta i) / R'%:r))).
    { transitivity (sumz 0 (H_p%:Z - 1) (fun i => ((inside R ((R'%:Z * a) + s - (i * R'%:Z)) 0 (R'%:Z - 1)) * (delta i) / R'%:r))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (R'%:Z - 1) (fun r => (kd R r ((R'%:Z * a) + s - (i * R'%:Z))) * ((delta i) / R'%:r))).
        { apply: eq_sumz => r _ _.
          have -> : (kd R ((i * R'%:Z) + r) ((R'%:Z * a) + s)) = (kd R r ((R'%:Z * a) + s - (i * R'%:Z))) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R ((R'%:Z * a) + s - (i * R'%:Z)) 0 (R'%:Z - 1)) * ((delta i) / R'%:r)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i') / R'%:r).
    { by same. }
    fieldz. }
  exact: E6. }
symmetry.
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => ((R'%:r^-1) * (inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i')))).
{ transitivity ((sumz 0 (H_p%:Z - 1) (fun i' => ((inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i')))) / R'%:r).
  { by []. }
  have E5 : ((R'%:r^-1) * (sumz 0 (H_p%:Z - 1) (fun i' => ((inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i'))))) = (sumz 0 (H_p%:Z - 1) (fun i' => ((R'%:r^-1) * (inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i')))) :> R.
  { transitivity ((R'%:r^-1) * (sumz 0 (H_p%:Z - 1) (fun i' => ((inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i'))))).
    { by []. }
    have E4 : ((R'%:r^-1) * (sumz 0 (H_p%:Z - 1) (fun i' => ((inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i'))))) = (sumz 0 (H_p%:Z - 1) (fun i' => ((R'%:r^-1) * (inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i')))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => i' _ _.
      ring. }
    exact: E4. }
  transitivity ((R'%:r^-1) * (sumz 0 (H_p%:Z - 1) (fun i' => ((inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i'))))).
  { ring. }
  transitivity ((R'%:r^-1) * (sumz 0 (H_p%:Z - 1) (fun i' => ((inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i'))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (H_p%:Z - 1) (fun i' => ((R'%:r^-1) * (inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i')))).
  { rewrite -?E5; ring. }
  by []. }
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => ((R'%:r^-1) * (inside R ((R'%:Z * a) + s - (i' * R'%:Z)) 0 (R'%:Z - 1)) * (delta i')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End average_pooling_.
Print Assumptions average_pooling.

(* Average pooling by blocks *)
Section average_pooling_by_blocks_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (H_p R' W_p : nat).
Variables (p q u v : int).
Hypothesis H_p_positive : (0 < H_p)%N.
Hypothesis R'_positive : (0 < R')%N.
Hypothesis W_p_positive : (0 < W_p)%N.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable x : int -> int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2 i3, D (x i0 i1 i2 i3) = kd R i0 p * kd R i1 q * kd R i2 u * kd R
    i3 v.
Hypothesis where_0 : 0 <= p <= (H_p%:Z - 1).
Hypothesis where_1 : 0 <= q <= (W_p%:Z - 1).
Hypothesis where_2 : 0 <= u <= (R'%:Z - 1).
Hypothesis where_3 : 0 <= v <= (R'%:Z - 1).
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
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem average_pooling_by_blocks :
  (D (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => ((delta i j) * (sumz 0 (R'%:Z
    - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => (x i j r s))))) / (R'%:r ^+ 2))))))) =
  ((delta p q) / (R'%:r ^+ 2)).
Proof.
have E1 : (D (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => ((delta i j) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => (x i j r s))))) / (R'%:r ^+ 2))))))) = (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => (((delta i j) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))) / (R'%:r ^+ 2)))))).
{ exact (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (W_p%:Z - 1)) => (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (H_p%:Z - 1)) => (dmul_l _ _ _ (dmul_r _ _ _ (D_delta i j) (dsum _ _ _ _ (fun s (s_lo : 0 <= s) (s_hi : s <= (R'%:Z - 1)) => (dsum _ _ _ _ (fun r (r_lo : 0 <= r) (r_hi : r <= (R'%:Z - 1)) => (D_x i j r s)))))) (dinv0 _ (dpow0 _ _ (dnum _)))))))). }
rewrite ?E1.
transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))).
{ transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))).
  { apply: eq_sumz => j _ _.
    transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))).
    { apply: eq_sumz => i _ _.
      transitivity ((delta i j) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))) / (R'%:r ^+ 2)).
      { ring. }
      have E3 : (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))) = (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))) :> R.
      { transitivity (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))).
        { by []. }
        have E2 : (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))) = (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => s _ _.
          rewrite sumz_mull; apply: eq_sumz => r _ _.
          ring. }
        exact: E2. }
      transitivity (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))).
      { ring. }
      transitivity (((delta i j) / (R'%:r ^+ 2)) * (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((kd R i p) * (kd R j q) * (kd R r u) * (kd R s v))))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))).
      { rewrite -?E3; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((delta p q) / (R'%:r ^+ 2)).
{ have E4 : (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))) = ((delta p q) / (R'%:r ^+ 2)) :> R.
  { transitivity ((delta p q) / (R'%:r ^+ 2)).
    { transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((inside R p 0 (H_p%:Z - 1)) * (delta p j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v)))))))).
      { transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))).
        { apply: eq_sumz => j _ _.
          exact: sumz_exchange. }
        transitivity (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => (sumz 0 (H_p%:Z - 1) (fun i => ((delta i j) / (R'%:r ^+ 2) * (kd R i p) * (kd R j q) * (kd R r u) * (kd R s v)))))))))).
        { apply: eq_sumz => j _ _.
          apply: eq_sumz => s _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => j _ _.
        apply: eq_sumz => s _ _.
        apply: eq_sumz => r _ _.
        transitivity (sumz 0 (H_p%:Z - 1) (fun i => (kd R i p) * ((delta i j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (H_p%:Z - 1)) * ((delta p j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => ((inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R r u) * (kd R s v)))))).
      { transitivity (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (W_p%:Z - 1) (fun j => (sumz 0 (R'%:Z - 1) (fun r => ((inside R p 0 (H_p%:Z - 1)) * (delta p j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v)))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (R'%:Z - 1) (fun s => (sumz 0 (R'%:Z - 1) (fun r => (sumz 0 (W_p%:Z - 1) (fun j => ((inside R p 0 (H_p%:Z - 1)) * (delta p j) / (R'%:r ^+ 2) * (kd R j q) * (kd R r u) * (kd R s v)))))))).
        { apply: eq_sumz => s _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => s _ _.
        apply: eq_sumz => r _ _.
        transitivity (sumz 0 (W_p%:Z - 1) (fun j => (kd R j q) * ((inside R p 0 (H_p%:Z - 1)) * (delta p j) / (R'%:r ^+ 2) * (kd R r u) * (kd R s v)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (W_p%:Z - 1)) * ((inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R r u) * (kd R s v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (R'%:Z - 1) (fun s => ((inside R u 0 (R'%:Z - 1)) * (inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R s v)))).
      { apply: eq_sumz => s _ _.
        transitivity (sumz 0 (R'%:Z - 1) (fun r => (kd R r u) * ((inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R s v)))).
        { apply: eq_sumz => r _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R u 0 (R'%:Z - 1)) * ((inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2) * (kd R s v))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R v 0 (R'%:Z - 1)) * (inside R u 0 (R'%:Z - 1)) * (inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2)).
      { transitivity (sumz 0 (R'%:Z - 1) (fun s => (kd R s v) * ((inside R u 0 (R'%:Z - 1)) * (inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2)))).
        { apply: eq_sumz => s _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R v 0 (R'%:Z - 1)) * ((inside R u 0 (R'%:Z - 1)) * (inside R q 0 (W_p%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p q) / (R'%:r ^+ 2))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R v 0 (R'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R u 0 (R'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R q 0 (W_p%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (H_p%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: E4. }
symmetry.
transitivity ((delta p q) / (R'%:r ^+ 2)).
{ transitivity ((delta p q) / (R'%:r ^+ 2)).
  { by []. }
  by []. }
transitivity ((delta p q) / (R'%:r ^+ 2)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End average_pooling_by_blocks_.
Print Assumptions average_pooling_by_blocks.

(* Max pooling away from ties *)
Section max_pooling_away_from_ties_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (H_p : nat).
Variables (p : int).
Hypothesis H_p_positive : (0 < H_p)%N.
Variable r : int -> int.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable x : int -> R.
Hypothesis D_x : forall i0, D (x i0) = kd R i0 p.
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
Theorem max_pooling_away_from_ties :
  (D (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (x (r i)))))) =
  (sumz 0 (H_p%:Z - 1) (fun i' => ((kd R p (r i')) * (delta i')))).
Proof.
have E1 : (D (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (x (r i)))))) = (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (kd R (r i) p)))).
{ exact (dsum _ _ _ _ (fun i _ _ => (dmul_r _ _ _ (D_delta i) (D_x (r i))))). }
rewrite ?E1.
transitivity (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (kd R (r i) p)))).
{ transitivity (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (kd R (r i) p)))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) * (kd R (r i) p)).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => ((kd R p (r i')) * (delta i')))).
{ have E3 : (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (kd R (r i) p)))) = (sumz 0 (H_p%:Z - 1) (fun i' => ((kd R p (r i')) * (delta i')))) :> R.
  { transitivity (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (kd R (r i) p)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((delta i') * (kd R (r i') p)).
    { by same. }
    have E2 : (kd R (r i') p) = (kd R p (r i')).
    { by bits. }
    rewrite ?E2.
    ring. }
  exact: E3. }
symmetry.
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => ((kd R p (r i')) * (delta i')))).
{ transitivity (sumz 0 (H_p%:Z - 1) (fun i' => ((kd R p (r i')) * (delta i')))).
  { apply: eq_sumz => i' _ _.
    transitivity ((kd R p (r i')) * (delta i')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => ((kd R p (r i')) * (delta i')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End max_pooling_away_from_ties_.
Print Assumptions max_pooling_away_from_ties.

(* Trainable subsampling *)
Section trainable_subsampling_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (F' H_p R' : nat).
Variables (g : int).
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_p_positive : (0 < H_p)%N.
Hypothesis R'_positive : (0 < R')%N.
Variable beta : int -> R.
Hypothesis D_beta : forall i0, D (beta i0) = kd R i0 g.
Variable c : int -> R.
Hypothesis D_c : forall i0, D (c i0) = 0.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = 0.
Hypothesis where_0 : 0 <= g <= (F'%:Z - 1).
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
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem trainable_subsampling :
  (D (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (((c f) + ((beta f) * (sumz 0
    (R'%:Z - 1) (fun r => (x f i r))) / R'%:r)) * (delta f i))))))) =
  (sumz 0 (H_p%:Z - 1) (fun i' => ((delta g i') * (sumz 0 (R'%:Z - 1) (fun r' => (x g i' r'))) /
    R'%:r))).
Proof.
have E1 : (D (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (((c f) + ((beta f) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r))) / R'%:r)) * (delta f i))))))) = (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((((kd R f g) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r)))) / R'%:r) * (delta f i)))))).
{ exact (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (H_p%:Z - 1)) => (dsum _ _ _ _ (fun f (f_lo : 0 <= f) (f_hi : f <= (F'%:Z - 1)) => (dmul_l _ _ _ (dadd_r _ _ _ (D_c f) (dmul_l _ _ _ (dmul_l _ _ _ (D_beta f) (dsum0 _ _ _ (fun r (r_lo : 0 <= r) (r_hi : r <= (R'%:Z - 1)) => (D_x f i r)))) (dinv0 _ (dnum _)))) (D_delta f i)))))). }
rewrite ?E1.
transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) / R'%:r * (delta f i) * (x f i r)))))))).
{ transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) / R'%:r * (delta f i) * (x f i r)))))))).
  { apply: eq_sumz => i _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) / R'%:r * (delta f i) * (x f i r)))))).
    { apply: eq_sumz => f _ _.
      transitivity ((kd R f g) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r))) / R'%:r * (delta f i)).
      { ring. }
      have E3 : (((kd R f g) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r)))) = (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) / R'%:r * (delta f i) * (x f i r)))) :> R.
      { transitivity (((kd R f g) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r)))).
        { by []. }
        have E2 : (((kd R f g) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r)))) = (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) / R'%:r * (delta f i) * (x f i r)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => r _ _.
          ring. }
        exact: E2. }
      transitivity (((kd R f g) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r)))).
      { ring. }
      transitivity (((kd R f g) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r)))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) / R'%:r * (delta f i) * (x f i r)))).
      { rewrite -?E3; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => (sumz 0 (R'%:Z - 1) (fun r' => ((delta g i') / R'%:r * (x g i' r')))))).
{ have E6 : (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) / R'%:r * (delta f i) * (x f i r)))))))) = (sumz 0 (H_p%:Z - 1) (fun i' => (sumz 0 (R'%:Z - 1) (fun r' => ((delta g i') / R'%:r * (x g i' r')))))) :> R.
  { transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((R'%:r^-1) * (delta g i) * (x g i r)))))).
    { transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((inside R g 0 (F'%:Z - 1)) / R'%:r * (delta g i) * (x g i r)))))).
      { transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) / R'%:r * (delta f i) * (x f i r)))))))).
        { apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        apply: eq_sumz => r _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (kd R f g) * ((R'%:r^-1) * (delta f i) * (x f i r)))).
        { apply: eq_sumz => f _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (F'%:Z - 1)) * ((R'%:r^-1) * (delta g i) * (x g i r))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      apply: eq_sumz => r ? ?.
      have -> : (inside R g 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> r' ? ?; cbv beta].
    transitivity ((R'%:r^-1) * (delta g i') * (x g i' r')).
    { by same. }
    fieldz. }
  exact: E6. }
symmetry.
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => (sumz 0 (R'%:Z - 1) (fun r' => ((delta g i') / R'%:r * (x g i' r')))))).
{ transitivity (sumz 0 (H_p%:Z - 1) (fun i' => (sumz 0 (R'%:Z - 1) (fun r' => ((delta g i') / R'%:r * (x g i' r')))))).
  { apply: eq_sumz => i' _ _.
    transitivity ((delta g i') * (sumz 0 (R'%:Z - 1) (fun r' => (x g i' r'))) / R'%:r).
    { by []. }
    have E5 : (((delta g i') / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r' => (x g i' r')))) = (sumz 0 (R'%:Z - 1) (fun r' => ((delta g i') / R'%:r * (x g i' r')))) :> R.
    { transitivity (((delta g i') / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r' => (x g i' r')))).
      { by []. }
      have E4 : (((delta g i') / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r' => (x g i' r')))) = (sumz 0 (R'%:Z - 1) (fun r' => ((delta g i') / R'%:r * (x g i' r')))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => r' _ _.
        ring. }
      exact: E4. }
    transitivity (((delta g i') / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r' => (x g i' r')))).
    { ring. }
    transitivity (((delta g i') / R'%:r) * (sumz 0 (R'%:Z - 1) (fun r' => (x g i' r')))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (R'%:Z - 1) (fun r' => ((delta g i') / R'%:r * (x g i' r')))).
    { rewrite -?E5; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => (sumz 0 (R'%:Z - 1) (fun r' => ((delta g i') / R'%:r * (x g i' r')))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End trainable_subsampling_.
Print Assumptions trainable_subsampling.

(* Trainable subsampling bias *)
Section trainable_subsampling_bias_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (F' H_p R' : nat).
Variables (g : int).
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_p_positive : (0 < H_p)%N.
Hypothesis R'_positive : (0 < R')%N.
Variable beta : int -> R.
Hypothesis D_beta : forall i0, D (beta i0) = 0.
Variable c : int -> R.
Hypothesis D_c : forall i0, D (c i0) = kd R i0 g.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = 0.
Hypothesis where_0 : 0 <= g <= (F'%:Z - 1).
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
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem trainable_subsampling_bias :
  (D (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (((c f) + ((beta f) * (sumz 0
    (R'%:Z - 1) (fun r => (x f i r))) / R'%:r)) * (delta f i))))))) =
  (sumz 0 (H_p%:Z - 1) (fun i' => (delta g i'))).
Proof.
have E1 : (D (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (((c f) + ((beta f) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r))) / R'%:r)) * (delta f i))))))) = (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i)))))).
{ exact (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (H_p%:Z - 1)) => (dsum _ _ _ _ (fun f (f_lo : 0 <= f) (f_hi : f <= (F'%:Z - 1)) => (dmul_l _ _ _ (dadd_l _ _ _ (D_c f) (dmul_0 _ _ (dmul_0 _ _ (D_beta f) (dsum0 _ _ _ (fun r (r_lo : 0 <= r) (r_hi : r <= (R'%:Z - 1)) => (D_x f i r)))) (dinv0 _ (dnum _)))) (D_delta f i)))))). }
rewrite ?E1.
transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i)))))).
{ transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i)))))).
  { apply: eq_sumz => i _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i)))).
    { apply: eq_sumz => f _ _.
      transitivity ((kd R f g) * (delta f i)).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => (delta g i'))).
{ have E2 : (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((kd R f g) * (delta f i)))))) = (sumz 0 (H_p%:Z - 1) (fun i' => (delta g i'))) :> R.
  { transitivity (sumz 0 (H_p%:Z - 1) (fun i => (delta g i))).
    { transitivity (sumz 0 (H_p%:Z - 1) (fun i => ((inside R g 0 (F'%:Z - 1)) * (delta g i)))).
      { apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (kd R f g) * (delta f i))).
        { apply: eq_sumz => f _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (F'%:Z - 1)) * (delta g i)).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => i ? ?.
      have -> : (inside R g 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity (delta g i').
    { by same. }
    by []. }
  exact: E2. }
symmetry.
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => (delta g i'))).
{ transitivity (sumz 0 (H_p%:Z - 1) (fun i' => (delta g i'))).
  { apply: eq_sumz => i' _ _.
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (H_p%:Z - 1) (fun i' => (delta g i'))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End trainable_subsampling_bias_.
Print Assumptions trainable_subsampling_bias.

(* Trainable subsampling pixel *)
Section trainable_subsampling_pixel_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (F' H_p R' : nat).
Variables (g p q : int).
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_p_positive : (0 < H_p)%N.
Hypothesis R'_positive : (0 < R')%N.
Variable beta : int -> R.
Hypothesis D_beta : forall i0, D (beta i0) = 0.
Variable c : int -> R.
Hypothesis D_c : forall i0, D (c i0) = 0.
Variable delta : int -> int -> R.
Hypothesis D_delta : forall i0 i1, D (delta i0 i1) = 0.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = kd R i0 g * kd R i1 p * kd R i2 q.
Hypothesis where_0 : 0 <= g <= (F'%:Z - 1).
Hypothesis where_1 : 0 <= p <= (H_p%:Z - 1).
Hypothesis where_2 : 0 <= q <= (R'%:Z - 1).
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
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem trainable_subsampling_pixel :
  (D (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (((c f) + ((beta f) * (sumz 0
    (R'%:Z - 1) (fun r => (x f i r))) / R'%:r)) * (delta f i))))))) =
  ((beta g) * (delta g p) / R'%:r).
Proof.
have E1 : (D (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (((c f) + ((beta f) * (sumz 0 (R'%:Z - 1) (fun r => (x f i r))) / R'%:r)) * (delta f i))))))) = (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((((beta f) * (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) * (kd R i p) * (kd R r q))))) / R'%:r) * (delta f i)))))).
{ exact (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (H_p%:Z - 1)) => (dsum _ _ _ _ (fun f (f_lo : 0 <= f) (f_hi : f <= (F'%:Z - 1)) => (dmul_l _ _ _ (dadd_r _ _ _ (D_c f) (dmul_l _ _ _ (dmul_r _ _ _ (D_beta f) (dsum _ _ _ _ (fun r (r_lo : 0 <= r) (r_hi : r <= (R'%:Z - 1)) => (D_x f i r)))) (dinv0 _ (dnum _)))) (D_delta f i)))))). }
rewrite ?E1.
transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (R'%:Z - 1) (fun r => ((beta f) / R'%:r * (delta f i) * (kd R f g) * (kd R i p) * (kd R r q)))))))).
{ transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (R'%:Z - 1) (fun r => ((beta f) / R'%:r * (delta f i) * (kd R f g) * (kd R i p) * (kd R r q)))))))).
  { apply: eq_sumz => i _ _.
    transitivity (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (R'%:Z - 1) (fun r => ((beta f) / R'%:r * (delta f i) * (kd R f g) * (kd R i p) * (kd R r q)))))).
    { apply: eq_sumz => f _ _.
      transitivity ((beta f) * (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) * (kd R i p) * (kd R r q)))) / R'%:r * (delta f i)).
      { ring. }
      have E3 : (((beta f) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) * (kd R i p) * (kd R r q))))) = (sumz 0 (R'%:Z - 1) (fun r => ((beta f) / R'%:r * (delta f i) * (kd R f g) * (kd R i p) * (kd R r q)))) :> R.
      { transitivity (((beta f) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) * (kd R i p) * (kd R r q))))).
        { by []. }
        have E2 : (((beta f) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) * (kd R i p) * (kd R r q))))) = (sumz 0 (R'%:Z - 1) (fun r => ((beta f) / R'%:r * (delta f i) * (kd R f g) * (kd R i p) * (kd R r q)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => r _ _.
          ring. }
        exact: E2. }
      transitivity (((beta f) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) * (kd R i p) * (kd R r q))))).
      { ring. }
      transitivity (((beta f) / R'%:r * (delta f i)) * (sumz 0 (R'%:Z - 1) (fun r => ((kd R f g) * (kd R i p) * (kd R r q))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (R'%:Z - 1) (fun r => ((beta f) / R'%:r * (delta f i) * (kd R f g) * (kd R i p) * (kd R r q)))).
      { rewrite -?E3; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((beta g) * (delta g p) / R'%:r).
{ have E4 : (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => (sumz 0 (R'%:Z - 1) (fun r => ((beta f) / R'%:r * (delta f i) * (kd R f g) * (kd R i p) * (kd R r q)))))))) = ((beta g) * (delta g p) / R'%:r) :> R.
  { transitivity ((beta g) / R'%:r * (delta g p)).
    { transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((inside R g 0 (F'%:Z - 1)) * (beta g) / R'%:r * (delta g i) * (kd R i p) * (kd R r q)))))).
      { transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => (sumz 0 (F'%:Z - 1) (fun f => ((beta f) / R'%:r * (delta f i) * (kd R f g) * (kd R i p) * (kd R r q)))))))).
        { apply: eq_sumz => i _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => i _ _.
        apply: eq_sumz => r _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (kd R f g) * ((beta f) / R'%:r * (delta f i) * (kd R i p) * (kd R r q)))).
        { apply: eq_sumz => f _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (F'%:Z - 1)) * ((beta g) / R'%:r * (delta g i) * (kd R i p) * (kd R r q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (R'%:Z - 1) (fun r => ((inside R p 0 (H_p%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (beta g) / R'%:r * (delta g p) * (kd R r q)))).
      { transitivity (sumz 0 (R'%:Z - 1) (fun r => (sumz 0 (H_p%:Z - 1) (fun i => ((inside R g 0 (F'%:Z - 1)) * (beta g) / R'%:r * (delta g i) * (kd R i p) * (kd R r q)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => r _ _.
        transitivity (sumz 0 (H_p%:Z - 1) (fun i => (kd R i p) * ((inside R g 0 (F'%:Z - 1)) * (beta g) / R'%:r * (delta g i) * (kd R r q)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (H_p%:Z - 1)) * ((inside R g 0 (F'%:Z - 1)) * (beta g) / R'%:r * (delta g p) * (kd R r q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (R'%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (beta g) / R'%:r * (delta g p)).
      { transitivity (sumz 0 (R'%:Z - 1) (fun r => (kd R r q) * ((inside R p 0 (H_p%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (beta g) / R'%:r * (delta g p)))).
        { apply: eq_sumz => r _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (R'%:Z - 1)) * ((inside R p 0 (H_p%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (beta g) / R'%:r * (delta g p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (R'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (H_p%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R g 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    fieldz. }
  exact: E4. }
symmetry.
transitivity ((beta g) * (delta g p) / R'%:r).
{ transitivity ((beta g) * (delta g p) / R'%:r).
  { by []. }
  by []. }
transitivity ((beta g) * (delta g p) / R'%:r).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End trainable_subsampling_pixel_.
Print Assumptions trainable_subsampling_pixel.

(* L2 pooling *)
Section l2_pooling_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (H_p R' : nat).
Variables (p q : int).
Hypothesis H_p_positive : (0 < H_p)%N.
Hypothesis R'_positive : (0 < R')%N.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable x : int -> int -> R.
Hypothesis D_x : forall i0 i1, D (x i0 i1) = kd R i0 p * kd R i1 q.
Variables (sqrt_ : R -> R).
Hypothesis sqrt__D : forall a, sqrt_ a != 0 -> D (sqrt_ a) = (2%:R * sqrt_ a)^-1 * D a.
Hypothesis where_0 : 0 <= p <= (H_p%:Z - 1).
Hypothesis where_1 : 0 <= q <= (R'%:Z - 1).
Hypothesis nonzero_0 : forall i, 0 <= i -> i <= (H_p%:Z - 1) -> (sqrt_ (sumz 0 (R'%:Z - 1) (fun r
    => ((x i r) ^+ 2)))) != 0.
Hypothesis nonzero_1 : (sqrt_ (sumz 0 (R'%:Z - 1) (fun r' => ((x p r') ^+ 2)))) != 0.
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
Ltac nz := solve [apply: nonzero_0; lia | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem l2_pooling :
  (D (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r)
    ^+ 2)))))))) =
  ((delta p) * (x p q) / (sqrt_ (sumz 0 (R'%:Z - 1) (fun r' => ((x p r') ^+ 2))))).
Proof.
have E1 : (D (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2)))))))) = (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) * (((2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2)))))^-1) * (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * ((kd R i p) * (kd R r q))))))))).
{ exact (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (H_p%:Z - 1)) => (dmul_r _ _ _ (D_delta i) (dfun _ _ _ _ (sqrt__D (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))) ltac:(nz)) (dsum _ _ _ _ (fun r (r_lo : 0 <= r) (r_hi : r <= (R'%:Z - 1)) => (dpow 1 _ _ (D_x i r)))))))). }
rewrite ?E1.
transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))))) * 2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)))))).
{ transitivity (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))))) * 2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)))))).
  { apply: eq_sumz => i _ _.
    transitivity ((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))))) * (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * ((kd R i p) * (kd R r q)))))).
    { ring. }
    have E2 : (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * ((kd R i p) * (kd R r q))))) = (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)))) :> R.
    { transitivity (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)))).
      { apply: eq_sumz => r _ _.
        transitivity (2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : (((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2)))))) * (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q))))) = (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))))) * 2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)))) :> R.
    { transitivity (((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2)))))) * (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q))))).
      { by []. }
      have E3 : (((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2)))))) * (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q))))) = (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))))) * 2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => r _ _.
        ring. }
      exact: E3. }
    transitivity (((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2)))))) * (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * ((kd R i p) * (kd R r q)))))).
    { ring. }
    transitivity (((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2)))))) * (sumz 0 (R'%:Z - 1) (fun r => (2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))))) * 2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((delta p) * (x p q) / (sqrt_ (sumz 0 (R'%:Z - 1) (fun r' => ((x p r') ^+ 2))))).
{ have E6 : (sumz 0 (H_p%:Z - 1) (fun i => (sumz 0 (R'%:Z - 1) (fun r => ((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))))) * 2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)))))) = ((delta p) * (x p q) / (sqrt_ (sumz 0 (R'%:Z - 1) (fun r' => ((x p r') ^+ 2))))) :> R.
  { transitivity ((delta p) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x p r) ^+ 2))))) * 2%:r * ((x p q) ^+ 1)).
    { transitivity (sumz 0 (R'%:Z - 1) (fun r => ((inside R p 0 (H_p%:Z - 1)) * (delta p) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x p r) ^+ 2))))) * 2%:r * ((x p r) ^+ 1) * (kd R r q)))).
      { transitivity (sumz 0 (R'%:Z - 1) (fun r => (sumz 0 (H_p%:Z - 1) (fun i => ((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))))) * 2%:r * ((x i r) ^+ 1) * (kd R i p) * (kd R r q)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => r _ _.
        transitivity (sumz 0 (H_p%:Z - 1) (fun i => (kd R i p) * ((delta i) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x i r) ^+ 2))))) * 2%:r * ((x i r) ^+ 1) * (kd R r q)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (H_p%:Z - 1)) * ((delta p) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x p r) ^+ 2))))) * 2%:r * ((x p r) ^+ 1) * (kd R r q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity ((inside R q 0 (R'%:Z - 1)) * (inside R p 0 (H_p%:Z - 1)) * (delta p) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x p r) ^+ 2))))) * 2%:r * ((x p q) ^+ 1)).
      { transitivity (sumz 0 (R'%:Z - 1) (fun r => (kd R r q) * ((inside R p 0 (H_p%:Z - 1)) * (delta p) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x p r) ^+ 2))))) * 2%:r * ((x p r) ^+ 1)))).
        { apply: eq_sumz => r _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (R'%:Z - 1)) * ((inside R p 0 (H_p%:Z - 1)) * (delta p) / (2%:r * (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x p r) ^+ 2))))) * 2%:r * ((x p q) ^+ 1))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (R'%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (H_p%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    have E5 : (sqrt_ (sumz 0 (R'%:Z - 1) (fun r => ((x p r) ^+ 2)))) = (sqrt_ (sumz 0 (R'%:Z - 1) (fun r' => ((x p r') ^+ 2)))).
    { apply: (f_equal sqrt_).
      by same. }
    rewrite ?E5.
    fieldz. }
  exact: E6. }
symmetry.
transitivity ((delta p) * (x p q) / (sqrt_ (sumz 0 (R'%:Z - 1) (fun r' => ((x p r') ^+ 2))))).
{ transitivity ((delta p) * (x p q) / (sqrt_ (sumz 0 (R'%:Z - 1) (fun r' => ((x p r') ^+ 2))))).
  { by []. }
  by []. }
transitivity ((delta p) * (x p q) / (sqrt_ (sumz 0 (R'%:Z - 1) (fun r' => ((x p r') ^+ 2))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End l2_pooling_.
Print Assumptions l2_pooling.

(* Flatten *)
Section flatten_.
Variables (R : comRingType) (D : R -> R).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Variables (F' H W n_1 : nat).
Variables (g p q : int).
Hypothesis F'_positive : (0 < F')%N.
Hypothesis H_positive : (0 < H)%N.
Hypothesis W_positive : (0 < W)%N.
Hypothesis n_1_positive : (0 < n_1)%N.
Variable V : int -> int -> int -> int -> R.
Hypothesis D_V : forall i0 i1 i2 i3, D (V i0 i1 i2 i3) = 0.
Variable delta : int -> R.
Hypothesis D_delta : forall i0, D (delta i0) = 0.
Variable x : int -> int -> int -> R.
Hypothesis D_x : forall i0 i1 i2, D (x i0 i1 i2) = kd R i0 g * kd R i1 p * kd R i2 q.
Hypothesis where_0 : 0 <= g <= (F'%:Z - 1).
Hypothesis where_1 : 0 <= p <= (H%:Z - 1).
Hypothesis where_2 : 0 <= q <= (W%:Z - 1).
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
Theorem flatten :
  (D (sumz 0 (n_1%:Z - 1) (fun l => ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1)
    (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (x f i j)))))))))))) =
  (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
Proof.
have E1 : (D (sumz 0 (n_1%:Z - 1) (fun l => ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (x f i j)))))))))))) = (sumz 0 (n_1%:Z - 1) (fun l => ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * ((kd R f g) * (kd R i p) * (kd R j q)))))))))))).
{ exact (dsum _ _ _ _ (fun l _ _ => (dmul_r _ _ _ (D_delta l) (dsum _ _ _ _ (fun j _ _ => (dsum _ _ _ _ (fun i _ _ => (dsum _ _ _ _ (fun f _ _ => (dmul_r _ _ _ (D_V l f i j) (D_x f i j))))))))))). }
rewrite ?E1.
transitivity (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))))).
{ transitivity (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))))).
  { apply: eq_sumz => l _ _.
    transitivity ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * ((kd R f g) * (kd R i p) * (kd R j q)))))))))).
    { by []. }
    have E2 : (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * ((kd R f g) * (kd R i p) * (kd R j q))))))))) = (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))) :> R.
    { transitivity (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))).
      { apply: eq_sumz => j _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))).
        { apply: eq_sumz => i _ _.
          transitivity (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))).
          { apply: eq_sumz => f _ _.
            transitivity ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)).
            { ring. }
            by []. }
          by rewrite ?sumz_add ?sumz0. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    have E4 : ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q))))))))) = (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))) :> R.
    { transitivity ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q))))))))).
      { by []. }
      have E3 : ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q))))))))) = (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        rewrite sumz_mull; apply: eq_sumz => i _ _.
        rewrite sumz_mull; apply: eq_sumz => f _ _.
        ring. }
      exact: E3. }
    transitivity ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * ((kd R f g) * (kd R i p) * (kd R j q)))))))))).
    { by []. }
    transitivity ((delta l) * (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((V l f i j) * (kd R f g) * (kd R i p) * (kd R j q))))))))).
    { exact: (f_equal2 *%R (erefl _) E2). }
    transitivity (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
{ have E5 : (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => (sumz 0 (F'%:Z - 1) (fun f => ((delta l) * (V l f i j) * (kd R f g) * (kd R i p) * (kd R j q)))))))))) = (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))) :> R.
  { transitivity (sumz 0 (n_1%:Z - 1) (fun l => ((delta l) * (V l g p q)))).
    { transitivity (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => (sumz 0 (H%:Z - 1) (fun i => ((inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g i j) * (kd R i p) * (kd R j q)))))))).
      { apply: eq_sumz => l _ _.
        apply: eq_sumz => j _ _.
        apply: eq_sumz => i _ _.
        transitivity (sumz 0 (F'%:Z - 1) (fun f => (kd R f g) * ((delta l) * (V l f i j) * (kd R i p) * (kd R j q)))).
        { apply: eq_sumz => f _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R g 0 (F'%:Z - 1)) * ((delta l) * (V l g i j) * (kd R i p) * (kd R j q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (n_1%:Z - 1) (fun l => (sumz 0 (W%:Z - 1) (fun j => ((inside R p 0 (H%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p j) * (kd R j q)))))).
      { apply: eq_sumz => l _ _.
        apply: eq_sumz => j _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun i => (kd R i p) * ((inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g i j) * (kd R j q)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (H%:Z - 1)) * ((inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p j) * (kd R j q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      transitivity (sumz 0 (n_1%:Z - 1) (fun l => ((inside R q 0 (W%:Z - 1)) * (inside R p 0 (H%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p q)))).
      { apply: eq_sumz => l _ _.
        transitivity (sumz 0 (W%:Z - 1) (fun j => (kd R j q) * ((inside R p 0 (H%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p j)))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (W%:Z - 1)) * ((inside R p 0 (H%:Z - 1)) * (inside R g 0 (F'%:Z - 1)) * (delta l) * (V l g p q))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => l ? ?.
      have -> : (inside R q 0 (W%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R p 0 (H%:Z - 1)) = 1 by apply: inside_in; lia.
      have -> : (inside R g 0 (F'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> l' ? ?; cbv beta].
    transitivity ((delta l') * (V l' g p q)).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
{ transitivity (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
  { apply: eq_sumz => l' _ _.
    transitivity ((V l' g p q) * (delta l')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (n_1%:Z - 1) (fun l' => ((V l' g p q) * (delta l')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End flatten_.
Print Assumptions flatten.
