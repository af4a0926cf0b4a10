From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* thm-stack-is-one-layer: Two linear layers are one *)
Section thm_stack_is_one_layer_.
Variable R : comRingType.
Variables (m n : nat).
Variables (k : int).
Hypothesis m_positive : (0 < m)%N.
Hypothesis n_positive : (0 < n)%N.
Variable V : int -> int -> R.
Variable W : int -> int -> R.
Variable b : int -> R.
Variable c : int -> R.
Variable x : int -> R.
Theorem thm_stack_is_one_layer :
  ((c k) + (sumz 0 (m%:Z - 1) (fun j => (((b j) + (sumz 0 (n%:Z - 1) (fun i => ((W j i) * (x
    i))))) * (V k j))))) =
  ((c k) + (sumz 0 (m%:Z - 1) (fun j' => ((V k j') * (b j')))) + (sumz 0 (n%:Z - 1) (fun i' =>
    ((x i') * (sumz 0 (m%:Z - 1) (fun j'' => ((V k j'') * (W j'' i')))))))).
Proof.
transitivity ((c k) + (sumz 0 (m%:Z - 1) (fun j => ((V k j) * (b j)))) + (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i => ((V k j) * (W j i) * (x i))))))).
{ have E3 : (sumz 0 (m%:Z - 1) (fun j => (((b j) + (sumz 0 (n%:Z - 1) (fun i => ((W j i) * (x i))))) * (V k j)))) = ((sumz 0 (m%:Z - 1) (fun j => ((V k j) * (b j)))) + (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i => ((V k j) * (W j i) * (x i))))))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun j => (((V k j) * (b j)) + (sumz 0 (n%:Z - 1) (fun i => ((V k j) * (W j i) * (x i))))))).
    { apply: eq_sumz => j _ _.
      transitivity (((b j) + (sumz 0 (n%:Z - 1) (fun i => ((W j i) * (x i))))) * (V k j)).
      { by []. }
      have E2 : ((V k j) * ((b j) + (sumz 0 (n%:Z - 1) (fun i => ((W j i) * (x i)))))) = (((V k j) * (b j)) + (sumz 0 (n%:Z - 1) (fun i => ((V k j) * (W j i) * (x i))))) :> R.
      { transitivity (((V k j) * (b j)) + ((V k j) * (sumz 0 (n%:Z - 1) (fun i => ((W j i) * (x i)))))).
        { ring. }
        have E1 : ((V k j) * (sumz 0 (n%:Z - 1) (fun i => ((W j i) * (x i))))) = (sumz 0 (n%:Z - 1) (fun i => ((V k j) * (W j i) * (x i)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => i _ _.
          ring. }
        exact: (f_equal2 +%R (erefl _) E1). }
      transitivity ((V k j) * ((b j) + (sumz 0 (n%:Z - 1) (fun i => ((W j i) * (x i)))))).
      { ring. }
      transitivity ((V k j) * ((b j) + (sumz 0 (n%:Z - 1) (fun i => ((W j i) * (x i)))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (((V k j) * (b j)) + (sumz 0 (n%:Z - 1) (fun i => ((V k j) * (W j i) * (x i))))).
      { rewrite -?E2; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity ((c k) + ((sumz 0 (m%:Z - 1) (fun j => ((V k j) * (b j)))) + (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i => ((V k j) * (W j i) * (x i)))))))).
  { exact: (f_equal2 +%R (erefl _) E3). }
  ring. }
transitivity ((c k) + (sumz 0 (m%:Z - 1) (fun j' => ((V k j') * (b j')))) + (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i'))))))).
{ have E7 : (sumz 0 (m%:Z - 1) (fun j => ((V k j) * (b j)))) = (sumz 0 (m%:Z - 1) (fun j' => ((V k j') * (b j')))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun j => ((V k j) * (b j)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    transitivity ((V k j') * (b j')).
    { by same. }
    by []. }
  have E8 : (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i => ((V k j) * (W j i) * (x i)))))) = (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i')))))) :> R.
  { transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i => ((V k j) * (W j i) * (x i)))))).
    { by []. }
    transitivity (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((V k j) * (W j i) * (x i)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> j'' ? ?; cbv beta].
    transitivity ((V k j'') * (W j'' i') * (x i')).
    { by same. }
    ring. }
  exact: (f_equal2 +%R (f_equal2 +%R (erefl _) E7) E8). }
symmetry.
transitivity ((c k) + (sumz 0 (m%:Z - 1) (fun j' => ((V k j') * (b j')))) + (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i'))))))).
{ have E6 : (sumz 0 (n%:Z - 1) (fun i' => ((x i') * (sumz 0 (m%:Z - 1) (fun j'' => ((V k j'') * (W j'' i'))))))) = (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i')))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i')))))).
    { apply: eq_sumz => i' _ _.
      transitivity ((x i') * (sumz 0 (m%:Z - 1) (fun j'' => ((V k j'') * (W j'' i'))))).
      { by []. }
      have E5 : ((x i') * (sumz 0 (m%:Z - 1) (fun j'' => ((V k j'') * (W j'' i'))))) = (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i')))) :> R.
      { transitivity ((x i') * (sumz 0 (m%:Z - 1) (fun j'' => ((V k j'') * (W j'' i'))))).
        { by []. }
        have E4 : ((x i') * (sumz 0 (m%:Z - 1) (fun j'' => ((V k j'') * (W j'' i'))))) = (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i')))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j'' _ _.
          ring. }
        exact: E4. }
      transitivity ((x i') * (sumz 0 (m%:Z - 1) (fun j'' => ((V k j'') * (W j'' i'))))).
      { by []. }
      transitivity ((x i') * (sumz 0 (m%:Z - 1) (fun j'' => ((V k j'') * (W j'' i'))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i')))).
      { rewrite -?E5; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity ((c k) + (sumz 0 (m%:Z - 1) (fun j' => ((V k j') * (b j')))) + (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i'))))))).
  { exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) E6). }
  by []. }
transitivity ((c k) + (sumz 0 (m%:Z - 1) (fun j' => ((V k j') * (b j')))) + (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (m%:Z - 1) (fun j'' => ((x i') * (V k j'') * (W j'' i'))))))).
{ exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
symmetry.
by [].
Qed.
End thm_stack_is_one_layer_.
Print Assumptions thm_stack_is_one_layer.

(* eq-sigmoid-derivative: Slope of the sigmoid *)
Section eq_sigmoid_derivative_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (sigma z : R).
Hypothesis D_z : D z = 1.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis given_0 : sigma = ((1 + (exp_ (- z)))^-1).
Hypothesis nonzero_0 : (1 + (exp_ (- z))) != 0.
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
Theorem eq_sigmoid_derivative :
  (D ((1 + (exp_ (- z)))^-1)) =
  (sigma * (1 - sigma)).
Proof.
rewrite ?given_0.
have E1 : (D ((1 + (exp_ (- z)))^-1)) = ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1))).
{ exact (dinv (1 + (exp_ (- z))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- z)) (dopp _ _ D_z)))). }
rewrite ?E1.
transitivity ((- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)).
{ transitivity ((- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)).
  { ring. }
  by []. }
transitivity (((1 + (exp_ (- z)))^-1) * (1 - ((1 + (exp_ (- z)))^-1))).
{ have E2 : ((- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)) = (((1 + (exp_ (- z)))^-1) * (1 - ((1 + (exp_ (- z)))^-1))) :> R.
  { transitivity ((- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)).
    { by []. }
    fieldz. }
  exact: E2. }
symmetry.
transitivity (((1 + (exp_ (- z)))^-1) * (1 - ((1 + (exp_ (- z)))^-1))).
{ transitivity (((1 + (exp_ (- z)))^-1) * (1 - ((1 + (exp_ (- z)))^-1))).
  { by []. }
  by []. }
transitivity (((1 + (exp_ (- z)))^-1) * (1 - ((1 + (exp_ (- z)))^-1))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_sigmoid_derivative_.
Print Assumptions eq_sigmoid_derivative.

(* thm-sigmoid-slope-bound: Distance from one quarter *)
Section thm_sigmoid_slope_bound_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (sigma z : R).
Hypothesis D_z : D z = 1.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis given_0 : sigma = ((1 + (exp_ (- z)))^-1).
Hypothesis nonzero_0 : (1 + (exp_ (- z))) != 0.
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
Theorem thm_sigmoid_slope_bound :
  ((4%:r^-1) - (D ((1 + (exp_ (- z)))^-1))) =
  (((2%:r^-1) - sigma) ^+ 2).
Proof.
rewrite ?given_0.
have E3 : ((4%:r^-1) - (D ((1 + (exp_ (- z)))^-1))) = ((4%:r^-1) - ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))).
{ have E2 : (- (D ((1 + (exp_ (- z)))^-1))) = (- ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))) :> R.
  { have E1 : (D ((1 + (exp_ (- z)))^-1)) = ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1))) :> R.
    { exact (dinv (1 + (exp_ (- z))) _ ltac:(nz) (dadd_r _ _ _ done (dfun _ _ _ _ (exp__D (- z)) (dopp _ _ D_z)))). }
    exact: (f_equal -%R E1). }
  exact: (f_equal2 +%R (erefl _) E2). }
rewrite ?E3.
transitivity ((4%:r^-1) + ((- 1) * (- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1))).
{ have E4 : (- ((- (((1 + (exp_ (- z)))^-1) ^+ 2)) * ((exp_ (- z)) * (- 1)))) = ((- 1) * (- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)) :> R.
  { transitivity ((- 1) * (- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1)).
    { ring. }
    by []. }
  transitivity ((4%:r^-1) + ((- 1) * (- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1))).
  { exact: (f_equal2 +%R (erefl _) E4). }
  by []. }
transitivity ((4%:r^-1) + ((- 1) * (- 1) * (((1 + (exp_ (- z)))^-1) ^+ 2) * (exp_ (- z)) * (- 1))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (((2%:r^-1) - ((1 + (exp_ (- z)))^-1)) ^+ 2).
{ by []. }
transitivity (((2%:r^-1) - ((1 + (exp_ (- z)))^-1)) ^+ 2).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End thm_sigmoid_slope_bound_.
Print Assumptions thm_sigmoid_slope_bound.

(* eq-tanh-derivative: Tanh is a sigmoid *)
Section eq_tanh_derivative_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (z : R).
Variables (exp_ : R -> R).
Hypothesis exp_add : forall a b, exp_ (a + b) = exp_ a * exp_ b.
Hypothesis exp_opp : forall a, exp_ (- a) = (exp_ a)^-1.
Hypothesis exp_nat : forall (n : nat) a, exp_ (n%:R * a) = exp_ a ^+ n.
Hypothesis exp_0 : exp_ 0 = 1.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis nonzero_0 : ((exp_ z) + (exp_ (- z))) != 0.
Hypothesis nonzero_1 : (1 + (exp_ (- (2%:r * z)))) != 0.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (mulf_neq0 (exp_neq0 a) nonzero_0)); rewrite ?exp_opp ?exp_nat; field; nz] end | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (mulf_neq0 (exp_neq0 a) nonzero_1)); rewrite ?exp_opp ?exp_nat; field; nz] end | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_tanh_derivative :
  (((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) =
  ((- 1) + (2%:r / (1 + (exp_ (- (2%:r * z)))))).
Proof.
have E7 : (((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) = (((exp_ z) - ((exp_ z)^-1)) / ((exp_ z) + ((exp_ z)^-1))).
{ transitivity (((exp_ z) - ((exp_ z)^-1)) / ((exp_ z) + ((exp_ z)^-1))).
  { have E3 : ((exp_ z) - (exp_ (- z))) = ((exp_ z) - ((exp_ z)^-1)) :> R.
    { transitivity ((exp_ z) - ((exp_ z)^-1)).
      { have E2 : (- (exp_ (- z))) = (- ((exp_ z)^-1)) :> R.
        { transitivity (- ((exp_ z)^-1)).
          { have E1 : (exp_ (- z)) = ((exp_ z)^-1) :> R.
            { transitivity ((exp_ z)^-1).
              { exact: exp_opp. }
              by []. }
            exact: (f_equal -%R E1). }
          by []. }
        exact: (f_equal2 +%R (erefl _) E2). }
      by []. }
    have E6 : (((exp_ z) + (exp_ (- z)))^-1) = (((exp_ z) + ((exp_ z)^-1))^-1) :> R.
    { transitivity (((exp_ z) + ((exp_ z)^-1))^-1).
      { have E5 : ((exp_ z) + (exp_ (- z))) = ((exp_ z) + ((exp_ z)^-1)) :> R.
        { transitivity ((exp_ z) + ((exp_ z)^-1)).
          { have E4 : (exp_ (- z)) = ((exp_ z)^-1) :> R.
            { transitivity ((exp_ z)^-1).
              { exact: exp_opp. }
              by []. }
            exact: (f_equal2 +%R (erefl _) E4). }
          by []. }
        exact: (f_equal (fun x => x^-1) E5). }
      by []. }
    exact: (f_equal2 *%R E3 E6). }
  by []. }
rewrite ?E7.
have E13 : ((- 1) + (2%:r / (1 + (exp_ (- (2%:r * z)))))) = ((- 1) + (2%:r / (1 + (((exp_ z) ^+ 2)^-1)))).
{ transitivity ((- 1) + (2%:r / (1 + (((exp_ z) ^+ 2)^-1)))).
  { have E12 : (2%:r / (1 + (exp_ (- (2%:r * z))))) = (2%:r / (1 + (((exp_ z) ^+ 2)^-1))) :> R.
    { transitivity (2%:r / (1 + (((exp_ z) ^+ 2)^-1))).
      { have E11 : ((1 + (exp_ (- (2%:r * z))))^-1) = ((1 + (((exp_ z) ^+ 2)^-1))^-1) :> R.
        { transitivity ((1 + (((exp_ z) ^+ 2)^-1))^-1).
          { have E10 : (1 + (exp_ (- (2%:r * z)))) = (1 + (((exp_ z) ^+ 2)^-1)) :> R.
            { transitivity (1 + (((exp_ z) ^+ 2)^-1)).
              { have E9 : (exp_ (- (2%:r * z))) = (((exp_ z) ^+ 2)^-1) :> R.
                { transitivity ((exp_ (2%:r * z))^-1).
                  { exact: exp_opp. }
                  transitivity (((exp_ z) ^+ 2)^-1).
                  { transitivity (((exp_ z) ^+ 2)^-1).
                    { have E8 : (exp_ (2%:r * z)) = ((exp_ z) ^+ 2) :> R.
                      { transitivity ((exp_ z) ^+ 2).
                        { exact: exp_nat. }
                        by []. }
                      exact: (f_equal (fun x => x^-1) E8). }
                    by []. }
                  by []. }
                exact: (f_equal2 +%R (erefl _) E9). }
              by []. }
            exact: (f_equal (fun x => x^-1) E10). }
          by []. }
        exact: (f_equal2 *%R (erefl _) E11). }
      by []. }
    exact: (f_equal2 +%R (erefl _) E12). }
  by []. }
rewrite ?E13.
transitivity (((exp_ z) - ((exp_ z)^-1)) / ((exp_ z) + ((exp_ z)^-1))).
{ transitivity (((exp_ z) - ((exp_ z)^-1)) / ((exp_ z) + ((exp_ z)^-1))).
  { by []. }
  by []. }
transitivity (((exp_ z) - ((exp_ z)^-1)) / ((exp_ z) + ((exp_ z)^-1))).
{ exact: (erefl _). }
symmetry.
transitivity ((- 1) + (2%:r / (1 + (((exp_ z) ^+ 2)^-1)))).
{ transitivity ((- 1) + (2%:r / (1 + (((exp_ z) ^+ 2)^-1)))).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity ((- 1) + (2%:r / (1 + (((exp_ z) ^+ 2)^-1)))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
fieldz.
Qed.
End eq_tanh_derivative_.
Print Assumptions eq_tanh_derivative.

(* eq-tanh-derivative: Slope of tanh *)
Section eq_tanh_derivative_2_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (tanh' z : R).
Hypothesis D_z : D z = 1.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis given_0 : tanh' = (((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))).
Hypothesis nonzero_0 : ((exp_ z) + (exp_ (- z))) != 0.
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
Theorem eq_tanh_derivative_2 :
  (D (((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z))))) =
  (1 - (tanh' ^+ 2)).
Proof.
rewrite ?given_0.
have E1 : (D (((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z))))) = (((((exp_ z) * 1) - ((exp_ (- z)) * (- 1))) / ((exp_ z) + (exp_ (- z)))) + (((exp_ z) - (exp_ (- z))) * ((- ((((exp_ z) + (exp_ (- z)))^-1) ^+ 2)) * (((exp_ z) * 1) + ((exp_ (- z)) * (- 1)))))).
{ exact (dmul _ _ _ _ (dadd _ _ _ _ (dfun _ _ _ _ (exp__D z) D_z) (dopp _ _ (dfun _ _ _ _ (exp__D (- z)) (dopp _ _ D_z)))) (dinv ((exp_ z) + (exp_ (- z))) _ ltac:(nz) (dadd _ _ _ _ (dfun _ _ _ _ (exp__D z) D_z) (dfun _ _ _ _ (exp__D (- z)) (dopp _ _ D_z))))). }
rewrite ?E1.
transitivity (((((exp_ z) * 1) - ((exp_ (- z)) * (- 1))) / ((exp_ z) + (exp_ (- z)))) + (((exp_ z) - (exp_ (- z))) * (- 1) * ((((exp_ z) + (exp_ (- z)))^-1) ^+ 2) * (((exp_ z) * 1) + ((exp_ (- z)) * (- 1))))).
{ have E2 : (((exp_ z) - (exp_ (- z))) * ((- ((((exp_ z) + (exp_ (- z)))^-1) ^+ 2)) * (((exp_ z) * 1) + ((exp_ (- z)) * (- 1))))) = (((exp_ z) - (exp_ (- z))) * (- 1) * ((((exp_ z) + (exp_ (- z)))^-1) ^+ 2) * (((exp_ z) * 1) + ((exp_ (- z)) * (- 1)))) :> R.
  { transitivity (((exp_ z) - (exp_ (- z))) * (- 1) * ((((exp_ z) + (exp_ (- z)))^-1) ^+ 2) * (((exp_ z) * 1) + ((exp_ (- z)) * (- 1)))).
    { ring. }
    by []. }
  transitivity (((((exp_ z) * 1) - ((exp_ (- z)) * (- 1))) / ((exp_ z) + (exp_ (- z)))) + (((exp_ z) - (exp_ (- z))) * (- 1) * ((((exp_ z) + (exp_ (- z)))^-1) ^+ 2) * (((exp_ z) * 1) + ((exp_ (- z)) * (- 1))))).
  { exact: (f_equal2 +%R (erefl _) E2). }
  by []. }
transitivity (1 + ((- 1) * ((((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) ^+ 2))).
{ have E4 : ((((exp_ z) * 1) - ((exp_ (- z)) * (- 1))) / ((exp_ z) + (exp_ (- z)))) = 1 :> R.
  { transitivity ((((exp_ z) * 1) - ((exp_ (- z)) * (- 1))) / ((exp_ z) + (exp_ (- z)))).
    { by []. }
    fieldz. }
  have E5 : (((exp_ z) - (exp_ (- z))) * (- 1) * ((((exp_ z) + (exp_ (- z)))^-1) ^+ 2) * (((exp_ z) * 1) + ((exp_ (- z)) * (- 1)))) = ((- 1) * ((((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) ^+ 2)) :> R.
  { transitivity (((exp_ z) - (exp_ (- z))) * (- 1) * ((((exp_ z) + (exp_ (- z)))^-1) ^+ 2) * (((exp_ z) * 1) + ((exp_ (- z)) * (- 1)))).
    { by []. }
    fieldz. }
  exact: (f_equal2 +%R E4 E5). }
symmetry.
transitivity (1 + ((- 1) * ((((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) ^+ 2))).
{ have E3 : (- ((((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) ^+ 2)) = ((- 1) * ((((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) ^+ 2)) :> R.
  { transitivity ((- 1) * ((((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) ^+ 2)).
    { ring. }
    by []. }
  transitivity (1 + ((- 1) * ((((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) ^+ 2))).
  { exact: (f_equal2 +%R (erefl _) E3). }
  by []. }
transitivity (1 + ((- 1) * ((((exp_ z) - (exp_ (- z))) / ((exp_ z) + (exp_ (- z)))) ^+ 2))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
by [].
Qed.
End eq_tanh_derivative_2_.
Print Assumptions eq_tanh_derivative_2.

(* thm-saturation: slope *)
Section thm_saturation_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (epsilon t : R).
Variables (exp_ : R -> R).
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis given_0 : epsilon = (exp_ (- t)).
Hypothesis nonzero_0 : (1 + (exp_ (- t))) != 0.
Hypothesis nonzero_1 : (epsilon + 1) != 0.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_saturation :
  ((exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2)) =
  (epsilon / ((epsilon + 1) ^+ 2)).
Proof.
rewrite ?given_0.
transitivity ((exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2)).
{ transitivity ((exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2)).
  { by []. }
  by []. }
transitivity ((exp_ (- t)) / (((exp_ (- t)) + 1) ^+ 2)).
{ have E1 : ((exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2)) = ((exp_ (- t)) / (((exp_ (- t)) + 1) ^+ 2)) :> R.
  { transitivity ((exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2)).
    { by []. }
    fieldz. }
  exact: E1. }
symmetry.
transitivity ((exp_ (- t)) / (((exp_ (- t)) + 1) ^+ 2)).
{ transitivity ((exp_ (- t)) / (((exp_ (- t)) + 1) ^+ 2)).
  { by []. }
  by []. }
transitivity ((exp_ (- t)) / (((exp_ (- t)) + 1) ^+ 2)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_saturation_.
Print Assumptions thm_saturation.

(* thm-saturation: gap *)
Section thm_saturation_2_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (epsilon t : R).
Variables (exp_ : R -> R).
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis given_0 : epsilon = (exp_ (- t)).
Hypothesis nonzero_0 : (1 + (exp_ (- t))) != 0.
Hypothesis nonzero_1 : (epsilon + 1) != 0.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_saturation_2 :
  (epsilon - ((exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2))) =
  ((epsilon ^+ 2) * (epsilon + 2%:r) / ((epsilon + 1) ^+ 2)).
Proof.
rewrite ?given_0.
transitivity ((exp_ (- t)) + ((- 1) * (exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2))).
{ have E1 : (- ((exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2))) = ((- 1) * (exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2)) :> R.
  { transitivity ((- 1) * (exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2)).
    { ring. }
    by []. }
  transitivity ((exp_ (- t)) + ((- 1) * (exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2))).
  { exact: (f_equal2 +%R (erefl _) E1). }
  by []. }
transitivity ((exp_ (- t)) + ((- 1) * (exp_ (- t)) / ((1 + (exp_ (- t))) ^+ 2))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (((exp_ (- t)) ^+ 2) * ((exp_ (- t)) + 2%:r) / (((exp_ (- t)) + 1) ^+ 2)).
{ transitivity (((exp_ (- t)) ^+ 2) * ((exp_ (- t)) + 2%:r) / (((exp_ (- t)) + 1) ^+ 2)).
  { by []. }
  by []. }
transitivity (((exp_ (- t)) ^+ 2) * ((exp_ (- t)) + 2%:r) / (((exp_ (- t)) + 1) ^+ 2)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End thm_saturation_2_.
Print Assumptions thm_saturation_2.

(* thm-saturation: slope *)
Section thm_saturation_3_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (epsilon t : R).
Variables (exp_ : R -> R).
Hypothesis exp_add : forall a b, exp_ (a + b) = exp_ a * exp_ b.
Hypothesis exp_opp : forall a, exp_ (- a) = (exp_ a)^-1.
Hypothesis exp_nat : forall (n : nat) a, exp_ (n%:R * a) = exp_ a ^+ n.
Hypothesis exp_0 : exp_ 0 = 1.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis given_0 : epsilon = (exp_ (- t)).
Hypothesis nonzero_0 : ((exp_ t) + 1) != 0.
Hypothesis nonzero_1 : (epsilon + 1) != 0.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (mulf_neq0 (exp_neq0 a) nonzero_0)); rewrite ?exp_opp ?exp_nat; field; nz] end | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (mulf_neq0 (exp_neq0 a) nonzero_1)); rewrite ?exp_opp ?exp_nat; field; nz] end | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_saturation_3 :
  ((exp_ t) / (((exp_ t) + 1) ^+ 2)) =
  (epsilon / ((epsilon + 1) ^+ 2)).
Proof.
rewrite ?given_0.
have E6 : ((exp_ (- t)) / (((exp_ (- t)) + 1) ^+ 2)) = (((exp_ t)^-1) / ((((exp_ t)^-1) + 1) ^+ 2)).
{ transitivity (((exp_ t)^-1) / ((((exp_ t)^-1) + 1) ^+ 2)).
  { have E1 : (exp_ (- t)) = ((exp_ t)^-1) :> R.
    { transitivity ((exp_ t)^-1).
      { exact: exp_opp. }
      by []. }
    have E5 : ((((exp_ (- t)) + 1) ^+ 2)^-1) = (((((exp_ t)^-1) + 1) ^+ 2)^-1) :> R.
    { transitivity (((((exp_ t)^-1) + 1) ^+ 2)^-1).
      { have E4 : (((exp_ (- t)) + 1) ^+ 2) = ((((exp_ t)^-1) + 1) ^+ 2) :> R.
        { transitivity ((((exp_ t)^-1) + 1) ^+ 2).
          { have E3 : ((exp_ (- t)) + 1) = (((exp_ t)^-1) + 1) :> R.
            { transitivity (((exp_ t)^-1) + 1).
              { have E2 : (exp_ (- t)) = ((exp_ t)^-1) :> R.
                { transitivity ((exp_ t)^-1).
                  { exact: exp_opp. }
                  by []. }
                exact: (f_equal2 +%R E2 (erefl _)). }
              by []. }
            exact: (f_equal (fun x => x ^+ 2) E3). }
          by []. }
        exact: (f_equal (fun x => x^-1) E4). }
      by []. }
    exact: (f_equal2 *%R E1 E5). }
  by []. }
rewrite ?E6.
transitivity ((exp_ t) / (((exp_ t) + 1) ^+ 2)).
{ transitivity ((exp_ t) / (((exp_ t) + 1) ^+ 2)).
  { by []. }
  by []. }
transitivity (((exp_ t)^-1) / ((((exp_ t)^-1) + 1) ^+ 2)).
{ have E7 : ((exp_ t) / (((exp_ t) + 1) ^+ 2)) = (((exp_ t)^-1) / ((((exp_ t)^-1) + 1) ^+ 2)) :> R.
  { transitivity ((exp_ t) / (((exp_ t) + 1) ^+ 2)).
    { by []. }
    fieldz. }
  exact: E7. }
symmetry.
transitivity (((exp_ t)^-1) / ((((exp_ t)^-1) + 1) ^+ 2)).
{ transitivity (((exp_ t)^-1) / ((((exp_ t)^-1) + 1) ^+ 2)).
  { by []. }
  by []. }
transitivity (((exp_ t)^-1) / ((((exp_ t)^-1) + 1) ^+ 2)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_saturation_3_.
Print Assumptions thm_saturation_3.

(* thm-saturation: gap *)
Section thm_saturation_4_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (epsilon t : R).
Variables (exp_ : R -> R).
Hypothesis exp_add : forall a b, exp_ (a + b) = exp_ a * exp_ b.
Hypothesis exp_opp : forall a, exp_ (- a) = (exp_ a)^-1.
Hypothesis exp_nat : forall (n : nat) a, exp_ (n%:R * a) = exp_ a ^+ n.
Hypothesis exp_0 : exp_ 0 = 1.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis given_0 : epsilon = (exp_ (- t)).
Hypothesis nonzero_0 : ((exp_ t) + 1) != 0.
Hypothesis nonzero_1 : (epsilon + 1) != 0.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (mulf_neq0 (exp_neq0 a) nonzero_0)); rewrite ?exp_opp ?exp_nat; field; nz] end | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (mulf_neq0 (exp_neq0 a) nonzero_1)); rewrite ?exp_opp ?exp_nat; field; nz] end | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_saturation_4 :
  (epsilon - ((exp_ t) / (((exp_ t) + 1) ^+ 2))) =
  ((epsilon ^+ 2) * (epsilon + 2%:r) / ((epsilon + 1) ^+ 2)).
Proof.
rewrite ?given_0.
have E2 : ((exp_ (- t)) - ((exp_ t) / (((exp_ t) + 1) ^+ 2))) = (((exp_ t)^-1) - ((exp_ t) / (((exp_ t) + 1) ^+ 2))).
{ transitivity (((exp_ t)^-1) - ((exp_ t) / (((exp_ t) + 1) ^+ 2))).
  { have E1 : (exp_ (- t)) = ((exp_ t)^-1) :> R.
    { transitivity ((exp_ t)^-1).
      { exact: exp_opp. }
      by []. }
    exact: (f_equal2 +%R E1 (erefl _)). }
  by []. }
rewrite ?E2.
have E11 : (((exp_ (- t)) ^+ 2) * ((exp_ (- t)) + 2%:r) / (((exp_ (- t)) + 1) ^+ 2)) = ((((exp_ t)^-1) ^+ 2) * (((exp_ t)^-1) + 2%:r) / ((((exp_ t)^-1) + 1) ^+ 2)).
{ transitivity ((((exp_ t)^-1) ^+ 2) * (((exp_ t)^-1) + 2%:r) / ((((exp_ t)^-1) + 1) ^+ 2)).
  { have E4 : ((exp_ (- t)) ^+ 2) = (((exp_ t)^-1) ^+ 2) :> R.
    { transitivity (((exp_ t)^-1) ^+ 2).
      { have E3 : (exp_ (- t)) = ((exp_ t)^-1) :> R.
        { transitivity ((exp_ t)^-1).
          { exact: exp_opp. }
          by []. }
        exact: (f_equal (fun x => x ^+ 2) E3). }
      by []. }
    have E6 : ((exp_ (- t)) + 2%:r) = (((exp_ t)^-1) + 2%:r) :> R.
    { transitivity (((exp_ t)^-1) + 2%:r).
      { have E5 : (exp_ (- t)) = ((exp_ t)^-1) :> R.
        { transitivity ((exp_ t)^-1).
          { exact: exp_opp. }
          by []. }
        exact: (f_equal2 +%R E5 (erefl _)). }
      by []. }
    have E10 : ((((exp_ (- t)) + 1) ^+ 2)^-1) = (((((exp_ t)^-1) + 1) ^+ 2)^-1) :> R.
    { transitivity (((((exp_ t)^-1) + 1) ^+ 2)^-1).
      { have E9 : (((exp_ (- t)) + 1) ^+ 2) = ((((exp_ t)^-1) + 1) ^+ 2) :> R.
        { transitivity ((((exp_ t)^-1) + 1) ^+ 2).
          { have E8 : ((exp_ (- t)) + 1) = (((exp_ t)^-1) + 1) :> R.
            { transitivity (((exp_ t)^-1) + 1).
              { have E7 : (exp_ (- t)) = ((exp_ t)^-1) :> R.
                { transitivity ((exp_ t)^-1).
                  { exact: exp_opp. }
                  by []. }
                exact: (f_equal2 +%R E7 (erefl _)). }
              by []. }
            exact: (f_equal (fun x => x ^+ 2) E8). }
          by []. }
        exact: (f_equal (fun x => x^-1) E9). }
      by []. }
    exact: (f_equal2 *%R (f_equal2 *%R E4 E6) E10). }
  by []. }
rewrite ?E11.
transitivity (((exp_ t)^-1) + ((- 1) * (exp_ t) / (((exp_ t) + 1) ^+ 2))).
{ have E12 : (- ((exp_ t) / (((exp_ t) + 1) ^+ 2))) = ((- 1) * (exp_ t) / (((exp_ t) + 1) ^+ 2)) :> R.
  { transitivity ((- 1) * (exp_ t) / (((exp_ t) + 1) ^+ 2)).
    { ring. }
    by []. }
  transitivity (((exp_ t)^-1) + ((- 1) * (exp_ t) / (((exp_ t) + 1) ^+ 2))).
  { exact: (f_equal2 +%R (erefl _) E12). }
  by []. }
transitivity (((exp_ t)^-1) + ((- 1) * (exp_ t) / (((exp_ t) + 1) ^+ 2))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity ((((exp_ t)^-1) ^+ 2) * (((exp_ t)^-1) + 2%:r) / ((((exp_ t)^-1) + 1) ^+ 2)).
{ transitivity ((((exp_ t)^-1) ^+ 2) * (((exp_ t)^-1) + 2%:r) / ((((exp_ t)^-1) + 1) ^+ 2)).
  { by []. }
  by []. }
transitivity ((((exp_ t)^-1) ^+ 2) * (((exp_ t)^-1) + 2%:r) / ((((exp_ t)^-1) + 1) ^+ 2)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End thm_saturation_4_.
Print Assumptions thm_saturation_4.

(* thm-kink: Gap to the right of the kink *)
Section thm_kink_.
Variable R : comRingType.
Variables (g t : R).
Theorem thm_kink :
  ((- (g * t)) + t) =
  (t * (1 - g)).
Proof.
transitivity (((- 1) * g * t) + t).
{ have E1 : (- (g * t)) = ((- 1) * g * t) :> R.
  { transitivity ((- 1) * g * t).
    { ring. }
    by []. }
  transitivity (((- 1) * g * t) + t).
  { exact: (f_equal2 +%R E1 (erefl _)). }
  by []. }
transitivity (((- 1) * g * t) + t).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (t * (1 - g)).
{ transitivity (t * (1 - g)).
  { by []. }
  by []. }
transitivity (t * (1 - g)).
{ exact: (erefl _). }
symmetry.
ring.
Qed.
End thm_kink_.
Print Assumptions thm_kink.

(* thm-kink: Gap to the left of the kink *)
Section thm_kink_2_.
Variable R : comRingType.
Variables (alpha g t : R).
Theorem thm_kink_2 :
  ((- (alpha * t)) + (g * t)) =
  (t * ((- alpha) + g)).
Proof.
transitivity (((- 1) * alpha * t) + (g * t)).
{ have E1 : (- (alpha * t)) = ((- 1) * alpha * t) :> R.
  { transitivity ((- 1) * alpha * t).
    { ring. }
    by []. }
  transitivity (((- 1) * alpha * t) + (g * t)).
  { exact: (f_equal2 +%R E1 (erefl _)). }
  by []. }
transitivity (((- 1) * alpha * t) + (g * t)).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (t * ((- alpha) + g)).
{ transitivity (t * ((- alpha) + g)).
  { by []. }
  by []. }
transitivity (t * ((- alpha) + g)).
{ exact: (erefl _). }
symmetry.
ring.
Qed.
End thm_kink_2_.
Print Assumptions thm_kink_2.

(* eq-softmax-jacobian: Jacobian of softmax *)
Section eq_softmax_jacobian_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K : nat).
Variables (p q : int).
Hypothesis K_positive : (0 < K)%N.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 q.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= p <= (K%:Z - 1).
Hypothesis where_1 : 0 <= q <= (K%:Z - 1).
Hypothesis nonzero_0 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) != 0.
Hypothesis nonzero_1 : (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) != 0.
Hypothesis nonzero_2 : (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) != 0.
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
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | exact: nonzero_2 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: (neq0_as nonzero_2); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_softmax_jacobian :
  (D ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) =
  (((- ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) + (kd R p q)) * (exp_ (z
    p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))).
Proof.
have E1 : (D ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))) = ((((exp_ (z p)) * (kd R p q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + ((exp_ (z p)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))))).
{ exact (dmul _ _ _ _ (dfun _ _ _ _ (exp__D (z p)) (D_z p)) (dinv (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) _ ltac:(nz) (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (K%:Z - 1)) => (dfun _ _ _ _ (exp__D (z j)) (D_z j)))))). }
rewrite ?E1.
transitivity (((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))).
{ have E2 : (((exp_ (z p)) * (kd R p q)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) = ((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) :> R.
  { transitivity ((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))).
    { ring. }
    by []. }
  have E5 : ((exp_ (z p)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) = (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
  { transitivity ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
    { ring. }
    have E4 : (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
    { transitivity (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
      { by []. }
      have E3 : (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      exact: E3. }
    transitivity (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
    { ring. }
    transitivity (((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))).
    { rewrite -?E4; ring. }
    by []. }
  transitivity (((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))).
  { exact: (f_equal2 +%R E2 E5). }
  by []. }
transitivity (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (kd R p q)) + ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))).
{ have E12 : ((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) = ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (kd R p q)) :> R.
  { transitivity ((exp_ (z p)) * (kd R p q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))).
    { by []. }
    have E11 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) = (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) :> R.
    { by same. }
    rewrite ?E11.
    fieldz. }
  have E15 : (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) = ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) :> R.
  { transitivity ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q))).
    { transitivity ((inside R q 0 (K%:Z - 1)) * (exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q))).
      { transitivity (sumz 0 (K%:Z - 1) (fun j => (kd R j q) * ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j))))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (K%:Z - 1)) * ((exp_ (z p)) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    have E13 : (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) = (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) :> R.
    { by same. }
    rewrite ?E13.
    have E14 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) = (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) :> R.
    { by same. }
    rewrite ?E14.
    fieldz. }
  exact: (f_equal2 +%R E12 E15). }
symmetry.
transitivity (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (kd R p q))).
{ transitivity (((- ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) + (kd R p q)) * (exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))).
  { by []. }
  have E7 : ((- ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) + (kd R p q)) = (((- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + (kd R p q)) :> R.
  { have E6 : (- ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) = ((- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) :> R.
    { transitivity ((- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))).
      { ring. }
      by []. }
    transitivity (((- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + (kd R p q)).
    { exact: (f_equal2 +%R E6 (erefl _)). }
    by []. }
  have E10 : (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * (((- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + (kd R p q))) = (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (kd R p q))) :> R.
  { transitivity ((((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * ((- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) + (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * (kd R p q))).
    { ring. }
    have E8 : (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * ((- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) = ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) :> R.
    { ring. }
    have E9 : (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * (kd R p q)) = ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (kd R p q)) :> R.
    { ring. }
    exact: (f_equal2 +%R E8 E9). }
  transitivity (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * ((- ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))) + (kd R p q))).
  { ring. }
  transitivity (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * (((- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + (kd R p q))).
  { exact: (f_equal2 *%R (erefl _) E7). }
  transitivity (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (kd R p q))).
  { rewrite -?E10; ring. }
  by []. }
transitivity (((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))) + ((exp_ (z p)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (kd R p q))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
have E16 : (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) = (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) :> R.
{ by same. }
rewrite ?E16.
fieldz.
Qed.
End eq_softmax_jacobian_.
Print Assumptions eq_softmax_jacobian.

(* eq-softmax-backward: Backward through softmax *)
Section eq_softmax_backward_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (K : nat).
Variables (q : int).
Hypothesis K_positive : (0 < K)%N.
Variable d : int -> R.
Hypothesis D_d : forall i0, D (d i0) = 0.
Variable z : int -> R.
Hypothesis D_z : forall i0, D (z i0) = kd R i0 q.
Variables (exp_ : R -> R).
Hypothesis exp__D : forall a, D (exp_ a) = exp_ a * D a.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis where_0 : 0 <= q <= (K%:Z - 1).
Hypothesis nonzero_0 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) != 0.
Hypothesis nonzero_1 : (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) != 0.
Hypothesis nonzero_2 : (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) != 0.
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
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | exact: nonzero_2 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: (neq0_as nonzero_2); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_softmax_backward :
  (D (sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) * (d p) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z
    j)))))))) =
  (((d q) - (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j'
    => (exp_ (z j')))))))) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))).
Proof.
have E1 : (D (sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) * (d p) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))))) = (sumz 0 (K%:Z - 1) (fun p => (((((exp_ (z p)) * (kd R p q)) * (d p)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (((exp_ (z p)) * (d p)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))))))).
{ exact (dsum _ _ _ _ (fun p (p_lo : 0 <= p) (p_hi : p <= (K%:Z - 1)) => (dmul _ _ _ _ (dmul_l _ _ _ (dfun _ _ _ _ (exp__D (z p)) (D_z p)) (D_d p)) (dinv (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) _ ltac:(nz) (dsum _ _ _ _ (fun j (j_lo : 0 <= j) (j_hi : j <= (K%:Z - 1)) => (dfun _ _ _ _ (exp__D (z j)) (D_z j)))))))). }
rewrite ?E1.
transitivity ((sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) * (kd R p q) * (d p) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) + (sumz 0 (K%:Z - 1) (fun p => (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))))).
{ transitivity (sumz 0 (K%:Z - 1) (fun p => (((exp_ (z p)) * (kd R p q) * (d p) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))))).
  { apply: eq_sumz => p _ _.
    have E2 : ((((exp_ (z p)) * (kd R p q)) * (d p)) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) = ((exp_ (z p)) * (kd R p q) * (d p) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) :> R.
    { transitivity ((exp_ (z p)) * (kd R p q) * (d p) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))).
      { ring. }
      by []. }
    have E5 : (((exp_ (z p)) * (d p)) * ((- (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q)))))) = (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
    { transitivity ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
      { ring. }
      have E4 : (((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
      { transitivity (((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
        { by []. }
        have E3 : (((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))) = (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j _ _.
          ring. }
        exact: E3. }
      transitivity (((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
      { ring. }
      transitivity (((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2)) * (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z j)) * (kd R j q))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))).
      { rewrite -?E4; ring. }
      by []. }
    transitivity (((exp_ (z p)) * (kd R p q) * (d p) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))) + (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q))))).
    { exact: (f_equal2 +%R E2 E5). }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (d q)) + (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))).
{ have E14 : (sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) * (kd R p q) * (d p) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))) = ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (d q)) :> R.
  { transitivity ((exp_ (z q)) * (d q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))).
    { transitivity ((inside R q 0 (K%:Z - 1)) * (exp_ (z q)) * (d q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))).
      { transitivity (sumz 0 (K%:Z - 1) (fun p => (kd R p q) * ((exp_ (z p)) * (d p) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))))).
        { apply: eq_sumz => p _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (K%:Z - 1)) * ((exp_ (z q)) * (d q) / (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R q 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    have E13 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) = (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) :> R.
    { by same. }
    rewrite ?E13.
    fieldz. }
  have E17 : (sumz 0 (K%:Z - 1) (fun p => (sumz 0 (K%:Z - 1) (fun j => ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j)) * (kd R j q)))))) = (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) :> R.
  { transitivity (sumz 0 (K%:Z - 1) (fun p => ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q))))).
    { transitivity (sumz 0 (K%:Z - 1) (fun p => ((inside R q 0 (K%:Z - 1)) * (exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q))))).
      { apply: eq_sumz => p _ _.
        transitivity (sumz 0 (K%:Z - 1) (fun j => (kd R j q) * ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z j))))).
        { apply: eq_sumz => j _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R q 0 (K%:Z - 1)) * ((exp_ (z p)) * (d p) * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => p ? ?.
      have -> : (inside R q 0 (K%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> p' ? ?; cbv beta].
    transitivity ((exp_ (z p')) * (d p') * (- 1) * (((sumz 0 (K%:Z - 1) (fun j => (exp_ (z j))))^-1) ^+ 2) * (exp_ (z q))).
    { by same. }
    have E15 : (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))) = (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) :> R.
    { by same. }
    rewrite ?E15.
    have E16 : (sumz 0 (K%:Z - 1) (fun j => (exp_ (z j)))) = (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) :> R.
    { by same. }
    rewrite ?E16.
    fieldz. }
  exact: (f_equal2 +%R E14 E17). }
symmetry.
transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (d q)) + (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))).
{ transitivity (((d q) - (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))) * (exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))).
  { by []. }
  have E9 : ((d q) - (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))) = ((d q) + (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))) :> R.
  { have E8 : (- (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))) = (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) :> R.
    { transitivity ((- 1) * (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))).
      { ring. }
      have E7 : ((- 1) * (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))) = (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) :> R.
      { transitivity ((- 1) * (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))).
        { by []. }
        have E6 : ((- 1) * (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))) = (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => p' _ _.
          ring. }
        exact: E6. }
      transitivity ((- 1) * (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))).
      { by []. }
      transitivity ((- 1) * (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))).
      { rewrite -?E7; ring. }
      by []. }
    transitivity ((d q) + (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))).
    { exact: (f_equal2 +%R (erefl _) E8). }
    by []. }
  have E12 : (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * ((d q) + (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))))) = (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (d q)) + (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))) :> R.
  { transitivity ((((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * (d q)) + (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))))).
    { ring. }
    have E10 : (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * (d q)) = ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (d q)) :> R.
    { ring. }
    have E11 : (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))) = (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => p' _ _.
      ring. }
    exact: (f_equal2 +%R E10 E11). }
  transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * ((d q) - (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))))).
  { ring. }
  transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j''))))) * ((d q) + (sumz 0 (K%:Z - 1) (fun p' => ((- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j'))))))))).
  { exact: (f_equal2 *%R (erefl _) E9). }
  transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (d q)) + (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))).
  { rewrite -?E12; ring. }
  by []. }
transitivity (((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (d q)) + (sumz 0 (K%:Z - 1) (fun p' => ((exp_ (z q)) / (sumz 0 (K%:Z - 1) (fun j'' => (exp_ (z j'')))) * (- 1) * (exp_ (z p')) * (d p') / (sumz 0 (K%:Z - 1) (fun j' => (exp_ (z j')))))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
by [].
Qed.
End eq_softmax_backward_.
Print Assumptions eq_softmax_backward.

(* thm-two-branches: Two branches, one function *)
Section thm_two_branches_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (z : R).
Variables (exp_ : R -> R).
Hypothesis exp_add : forall a b, exp_ (a + b) = exp_ a * exp_ b.
Hypothesis exp_opp : forall a, exp_ (- a) = (exp_ a)^-1.
Hypothesis exp_nat : forall (n : nat) a, exp_ (n%:R * a) = exp_ a ^+ n.
Hypothesis exp_0 : exp_ 0 = 1.
Hypothesis exp_neq0 : forall a, exp_ a != 0.
Hypothesis nonzero_0 : (1 + (exp_ (- z))) != 0.
Hypothesis nonzero_1 : ((exp_ z) + 1) != 0.
Ltac nz := solve [exact: exp_neq0 | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (exp_neq0 a)); ring] end | exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (mulf_neq0 (exp_neq0 a) nonzero_0)); rewrite ?exp_opp ?exp_nat; field; nz] end | match goal with |- context [exp_ ?a] => solve [apply: (neq0_as (mulf_neq0 (exp_neq0 a) nonzero_1)); rewrite ?exp_opp ?exp_nat; field; nz] end | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_two_branches :
  ((1 + (exp_ (- z)))^-1) =
  ((exp_ z) / ((exp_ z) + 1)).
Proof.
have E3 : ((1 + (exp_ (- z)))^-1) = ((1 + ((exp_ z)^-1))^-1).
{ transitivity ((1 + ((exp_ z)^-1))^-1).
  { have E2 : (1 + (exp_ (- z))) = (1 + ((exp_ z)^-1)) :> R.
    { transitivity (1 + ((exp_ z)^-1)).
      { have E1 : (exp_ (- z)) = ((exp_ z)^-1) :> R.
        { transitivity ((exp_ z)^-1).
          { exact: exp_opp. }
          by []. }
        exact: (f_equal2 +%R (erefl _) E1). }
      by []. }
    exact: (f_equal (fun x => x^-1) E2). }
  by []. }
rewrite ?E3.
transitivity ((1 + ((exp_ z)^-1))^-1).
{ by []. }
transitivity ((exp_ z) / ((exp_ z) + 1)).
{ have E4 : ((1 + ((exp_ z)^-1))^-1) = ((exp_ z) / ((exp_ z) + 1)) :> R.
  { transitivity ((1 + ((exp_ z)^-1))^-1).
    { by []. }
    fieldz. }
  exact: E4. }
symmetry.
transitivity ((exp_ z) / ((exp_ z) + 1)).
{ transitivity ((exp_ z) / ((exp_ z) + 1)).
  { by []. }
  by []. }
transitivity ((exp_ z) / ((exp_ z) + 1)).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_two_branches_.
Print Assumptions thm_two_branches.
