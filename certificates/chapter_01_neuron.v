From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* thm-monotone-boundary: The bias moves *)
Section thm_monotone_boundary_.
Variable R : comRingType.
Variables (n : nat).
Variables (b z : R).
Hypothesis n_positive : (0 < n)%N.
Variable w : int -> R.
Variable x : int -> R.
Theorem thm_monotone_boundary :
  (b - z + (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))) =
  (b - z + (sumz 0 (n%:Z - 1) (fun i' => ((w i') * (x i'))))).
Proof.
by same.
Qed.
End thm_monotone_boundary_.
Print Assumptions thm_monotone_boundary.

(* thm-monotone-boundary: Where the sigmoid reaches a level *)
Section thm_monotone_boundary_2_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (c : R).
Hypothesis nonzero_0 : (1 + ((1 - c) / c)) != 0.
Hypothesis nonzero_1 : c != 0.
Ltac nz := solve [exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_monotone_boundary_2 :
  ((1 + ((1 - c) / c))^-1) =
  c.
Proof.
transitivity ((1 + ((1 - c) / c))^-1).
{ by []. }
transitivity c.
{ have E1 : ((1 + ((1 - c) / c))^-1) = c :> R.
  { transitivity ((1 + ((1 - c) / c))^-1).
    { by []. }
    fieldz. }
  exact: E1. }
symmetry.
transitivity c.
{ by []. }
transitivity c.
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_monotone_boundary_2_.
Print Assumptions thm_monotone_boundary_2.

(* thm-xor: Both sums are the same *)
Section thm_xor_.
Variable R : comRingType.
Variables (b w_0 w_1 : R).
Theorem thm_xor :
  ((2%:R * b) + w_0 + w_1) =
  ((2%:R * b) + w_0 + w_1).
Proof.
by same.
Qed.
End thm_xor_.
Print Assumptions thm_xor.

(* thm-perceptron: How u.w grows *)
Section thm_perceptron_.
Variable R : comRingType.
Variables (n : nat).
Variables (t : R).
Hypothesis n_positive : (0 < n)%N.
Variable u : int -> R.
Variable w : int -> R.
Variable x : int -> R.
Theorem thm_perceptron :
  (sumz 0 (n%:Z - 1) (fun i => (((t * (x i)) + (w i)) * (u i)))) =
  ((t * (sumz 0 (n%:Z - 1) (fun i' => ((u i') * (x i'))))) + (sumz 0 (n%:Z - 1) (fun i'' => ((u
    i'') * (w i''))))).
Proof.
transitivity ((sumz 0 (n%:Z - 1) (fun i => ((u i) * t * (x i)))) + (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))).
{ transitivity (sumz 0 (n%:Z - 1) (fun i => (((u i) * t * (x i)) + ((u i) * (w i))))).
  { apply: eq_sumz => i _ _.
    transitivity (((t * (x i)) + (w i)) * (u i)).
    { by []. }
    have E2 : ((u i) * ((t * (x i)) + (w i))) = (((u i) * t * (x i)) + ((u i) * (w i))) :> R.
    { transitivity (((u i) * (t * (x i))) + ((u i) * (w i))).
      { ring. }
      have E1 : ((u i) * (t * (x i))) = ((u i) * t * (x i)) :> R.
      { ring. }
      exact: (f_equal2 +%R E1 (erefl _)). }
    transitivity ((u i) * ((t * (x i)) + (w i))).
    { ring. }
    transitivity ((u i) * ((t * (x i)) + (w i))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (((u i) * t * (x i)) + ((u i) * (w i))).
    { rewrite -?E2; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((sumz 0 (n%:Z - 1) (fun i' => (t * (u i') * (x i')))) + (sumz 0 (n%:Z - 1) (fun i'' => ((u i'') * (w i''))))).
{ have E6 : (sumz 0 (n%:Z - 1) (fun i => ((u i) * t * (x i)))) = (sumz 0 (n%:Z - 1) (fun i' => (t * (u i') * (x i')))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => ((u i) * t * (x i)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((u i') * t * (x i')).
    { by same. }
    ring. }
  have E7 : (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) = (sumz 0 (n%:Z - 1) (fun i'' => ((u i'') * (w i'')))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
    transitivity ((u i'') * (w i'')).
    { by same. }
    by []. }
  exact: (f_equal2 +%R E6 E7). }
symmetry.
transitivity ((sumz 0 (n%:Z - 1) (fun i' => (t * (u i') * (x i')))) + (sumz 0 (n%:Z - 1) (fun i'' => ((u i'') * (w i''))))).
{ have E5 : (t * (sumz 0 (n%:Z - 1) (fun i' => ((u i') * (x i'))))) = (sumz 0 (n%:Z - 1) (fun i' => (t * (u i') * (x i')))) :> R.
  { transitivity (t * (sumz 0 (n%:Z - 1) (fun i' => ((u i') * (x i'))))).
    { by []. }
    have E4 : (t * (sumz 0 (n%:Z - 1) (fun i' => ((u i') * (x i'))))) = (sumz 0 (n%:Z - 1) (fun i' => (t * (u i') * (x i')))) :> R.
    { transitivity (t * (sumz 0 (n%:Z - 1) (fun i' => ((u i') * (x i'))))).
      { by []. }
      have E3 : (t * (sumz 0 (n%:Z - 1) (fun i' => ((u i') * (x i'))))) = (sumz 0 (n%:Z - 1) (fun i' => (t * (u i') * (x i')))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i' _ _.
        ring. }
      exact: E3. }
    transitivity (t * (sumz 0 (n%:Z - 1) (fun i' => ((u i') * (x i'))))).
    { by []. }
    transitivity (t * (sumz 0 (n%:Z - 1) (fun i' => ((u i') * (x i'))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (n%:Z - 1) (fun i' => (t * (u i') * (x i')))).
    { rewrite -?E4; ring. }
    by []. }
  transitivity ((sumz 0 (n%:Z - 1) (fun i' => (t * (u i') * (x i')))) + (sumz 0 (n%:Z - 1) (fun i'' => ((u i'') * (w i''))))).
  { exact: (f_equal2 +%R E5 (erefl _)). }
  by []. }
transitivity ((sumz 0 (n%:Z - 1) (fun i' => (t * (u i') * (x i')))) + (sumz 0 (n%:Z - 1) (fun i'' => ((u i'') * (w i''))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
by [].
Qed.
End thm_perceptron_.
Print Assumptions thm_perceptron.

(* thm-perceptron: How the length of w grows *)
Section thm_perceptron_2_.
Variable R : comRingType.
Variables (n : nat).
Variables (t : R).
Hypothesis n_positive : (0 < n)%N.
Variable w : int -> R.
Variable x : int -> R.
Theorem thm_perceptron_2 :
  (sumz 0 (n%:Z - 1) (fun i => (((t * (x i)) + (w i)) ^+ 2))) =
  (((t ^+ 2) * (sumz 0 (n%:Z - 1) (fun i' => ((x i') ^+ 2)))) + (2%:R * t * (sumz 0 (n%:Z - 1)
    (fun i'' => ((w i'') * (x i''))))) + (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') ^+ 2)))).
Proof.
transitivity ((sumz 0 (n%:Z - 1) (fun i => (t * (x i) * t * (x i)))) + (sumz 0 (n%:Z - 1) (fun i => (t * (x i) * (w i)))) + (sumz 0 (n%:Z - 1) (fun i => ((w i) * t * (x i)))) + (sumz 0 (n%:Z - 1) (fun i => ((w i) * (w i))))).
{ transitivity (sumz 0 (n%:Z - 1) (fun i => ((t * (x i) * t * (x i)) + (t * (x i) * (w i)) + ((w i) * t * (x i)) + ((w i) * (w i))))).
  { apply: eq_sumz => i _ _.
    transitivity (((t * (x i)) + (w i)) * ((t * (x i)) + (w i))).
    { ring. }
    have E4 : (((t * (x i)) + (w i)) * ((t * (x i)) + (w i))) = ((t * (x i) * t * (x i)) + (t * (x i) * (w i)) + ((w i) * t * (x i)) + ((w i) * (w i))) :> R.
    { transitivity (((t * (x i)) * (t * (x i))) + ((t * (x i)) * (w i)) + ((w i) * (t * (x i))) + ((w i) * (w i))).
      { ring. }
      have E1 : ((t * (x i)) * (t * (x i))) = (t * (x i) * t * (x i)) :> R.
      { ring. }
      have E2 : ((t * (x i)) * (w i)) = (t * (x i) * (w i)) :> R.
      { ring. }
      have E3 : ((w i) * (t * (x i))) = ((w i) * t * (x i)) :> R.
      { ring. }
      exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E1 E2) E3) (erefl _)). }
    transitivity (((t * (x i)) + (w i)) * ((t * (x i)) + (w i))).
    { by []. }
    transitivity (((t * (x i)) + (w i)) * ((t * (x i)) + (w i))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity ((t * (x i) * t * (x i)) + (t * (x i) * (w i)) + ((w i) * t * (x i)) + ((w i) * (w i))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((t ^+ 2) * ((x i') ^+ 2)))) + (t * (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i))))) + (t * (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))) + (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') ^+ 2)))).
{ have E11 : (sumz 0 (n%:Z - 1) (fun i => (t * (x i) * t * (x i)))) = (sumz 0 (n%:Z - 1) (fun i' => ((t ^+ 2) * ((x i') ^+ 2)))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => (t * (x i) * t * (x i)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity (t * (x i') * t * (x i')).
    { by same. }
    ring. }
  have E14 : (sumz 0 (n%:Z - 1) (fun i => (t * (x i) * (w i)))) = (t * (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => (t * (x i) * (w i)))).
    { by []. }
    transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i))))).
    { symmetry.
      transitivity (sumz 0 (n%:Z - 1) (fun i => (t * (x i) * (w i)))).
      { transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i))))).
        { by []. }
        have E13 : (t * (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i))))) = (sumz 0 (n%:Z - 1) (fun i => (t * (x i) * (w i)))) :> R.
        { transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i))))).
          { by []. }
          have E12 : (t * (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i))))) = (sumz 0 (n%:Z - 1) (fun i => (t * (x i) * (w i)))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => i _ _.
            ring. }
          exact: E12. }
        transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i))))).
        { by []. }
        transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (n%:Z - 1) (fun i => (t * (x i) * (w i)))).
        { rewrite -?E13; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> i ? ?; cbv beta].
      transitivity (t * (x i) * (w i)).
      { by same. }
      by []. }
    by []. }
  have E17 : (sumz 0 (n%:Z - 1) (fun i => ((w i) * t * (x i)))) = (t * (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => ((w i) * t * (x i)))).
    { by []. }
    transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))).
    { symmetry.
      transitivity (sumz 0 (n%:Z - 1) (fun i => (t * (w i) * (x i)))).
      { transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))).
        { by []. }
        have E16 : (t * (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))) = (sumz 0 (n%:Z - 1) (fun i => (t * (w i) * (x i)))) :> R.
        { transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))).
          { by []. }
          have E15 : (t * (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))) = (sumz 0 (n%:Z - 1) (fun i => (t * (w i) * (x i)))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => i _ _.
            ring. }
          exact: E15. }
        transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))).
        { by []. }
        transitivity (t * (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (n%:Z - 1) (fun i => (t * (w i) * (x i)))).
        { rewrite -?E16; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> i ? ?; cbv beta].
      transitivity (t * (w i) * (x i)).
      { by same. }
      ring. }
    by []. }
  have E18 : (sumz 0 (n%:Z - 1) (fun i => ((w i) * (w i)))) = (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') ^+ 2))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => ((w i) * (w i)))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
    transitivity ((w i''') * (w i''')).
    { by same. }
    ring. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E11 E14) E17) E18). }
symmetry.
transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((t ^+ 2) * ((x i') ^+ 2)))) + (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))) + (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') ^+ 2)))).
{ have E7 : ((t ^+ 2) * (sumz 0 (n%:Z - 1) (fun i' => ((x i') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun i' => ((t ^+ 2) * ((x i') ^+ 2)))) :> R.
  { transitivity ((t ^+ 2) * (sumz 0 (n%:Z - 1) (fun i' => ((x i') ^+ 2)))).
    { by []. }
    have E6 : ((t ^+ 2) * (sumz 0 (n%:Z - 1) (fun i' => ((x i') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun i' => ((t ^+ 2) * ((x i') ^+ 2)))) :> R.
    { transitivity ((t ^+ 2) * (sumz 0 (n%:Z - 1) (fun i' => ((x i') ^+ 2)))).
      { by []. }
      have E5 : ((t ^+ 2) * (sumz 0 (n%:Z - 1) (fun i' => ((x i') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun i' => ((t ^+ 2) * ((x i') ^+ 2)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i' _ _.
        ring. }
      exact: E5. }
    transitivity ((t ^+ 2) * (sumz 0 (n%:Z - 1) (fun i' => ((x i') ^+ 2)))).
    { by []. }
    transitivity ((t ^+ 2) * (sumz 0 (n%:Z - 1) (fun i' => ((x i') ^+ 2)))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (n%:Z - 1) (fun i' => ((t ^+ 2) * ((x i') ^+ 2)))).
    { rewrite -?E6; ring. }
    by []. }
  have E10 : (2%:R * t * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))) = (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))) :> R.
  { transitivity (2%:R * t * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))).
    { by []. }
    have E9 : ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))) = (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))) :> R.
    { transitivity ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))).
      { by []. }
      have E8 : ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))) = (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i'' _ _.
        ring. }
      exact: E8. }
    transitivity ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))).
    { ring. }
    transitivity ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))).
    { rewrite -?E9; ring. }
    by []. }
  transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((t ^+ 2) * ((x i') ^+ 2)))) + (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))) + (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') ^+ 2)))).
  { exact: (f_equal2 +%R (f_equal2 +%R E7 E10) (erefl _)). }
  by []. }
transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((t ^+ 2) * ((x i') ^+ 2)))) + (2%:R * t * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))) + (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') ^+ 2)))).
{ have E21 : (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))) = (2%:R * t * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))).
    { by []. }
    transitivity (2%:R * t * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))).
    { symmetry.
      transitivity (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))).
      { transitivity (2%:R * t * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))).
        { by []. }
        have E20 : ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))) = (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))) :> R.
        { transitivity ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))).
          { by []. }
          have E19 : ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))) = (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => i'' _ _.
            ring. }
          exact: E19. }
        transitivity ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))).
        { ring. }
        transitivity ((2%:R * t) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i''))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (n%:Z - 1) (fun i'' => (2%:R * t * (w i'') * (x i'')))).
        { rewrite -?E20; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
      transitivity (2%:R * t * (w i'') * (x i'')).
      { by same. }
      by []. }
    by []. }
  exact: (f_equal2 +%R (f_equal2 +%R (erefl _) E21) (erefl _)). }
symmetry.
have E22 : (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i)))) = (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i'')))).
{ transitivity (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i)))).
  { transitivity (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i)))).
    { apply: eq_sumz => i _ _.
      transitivity ((x i) * (w i)).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i'')))).
  { have E23 : (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i)))) = (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i'')))) :> R.
    { transitivity (sumz 0 (n%:Z - 1) (fun i => ((x i) * (w i)))).
      { by []. }
      apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
      transitivity ((x i'') * (w i'')).
      { by same. }
      ring. }
    exact: E23. }
  symmetry.
  transitivity (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i'')))).
  { transitivity (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i'')))).
    { apply: eq_sumz => i'' _ _.
      transitivity ((w i'') * (x i'')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i'')))).
  { exact: (erefl _). }
  symmetry.
  by []. }
rewrite ?E22.
have E24 : (sumz 0 (n%:Z - 1) (fun i => ((w i) * (x i)))) = (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') * (x i'')))).
{ by same. }
rewrite ?E24.
ring.
Qed.
End thm_perceptron_2_.
Print Assumptions thm_perceptron_2.

(* thm-perceptron: Cauchy and Schwarz *)
Section thm_perceptron_3_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (n : nat).
Hypothesis n_positive : (0 < n)%N.
Variable u : int -> R.
Variable w : int -> R.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_perceptron_3 :
  ((- ((sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) ^+ 2)) + ((sumz 0 (n%:Z - 1) (fun i' =>
    ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2))))) =
  ((sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((((u i''') * (w j)) - ((u j) *
    (w i'''))) ^+ 2))))) / 2%:r).
Proof.
transitivity ((sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))) + (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2))))))).
{ have E5 : (- ((sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) ^+ 2)) = (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))) :> R.
  { transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))).
    { ring. }
    have E2 : ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))) = (sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) :> R.
    { transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))).
      { by []. }
      have E1 : ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))) = (sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      exact: E1. }
    have E4 : ((sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))) = (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))) :> R.
    { transitivity ((sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))).
      { by []. }
      have E3 : ((sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))) = (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))) :> R.
      { rewrite sumz_mulr; apply: eq_sumz => i _ _.
        rewrite sumz_mull; apply: eq_sumz => i'''' _ _.
        ring. }
      exact: E3. }
    transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))).
    { by []. }
    transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))).
    { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
    transitivity ((sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))).
    { rewrite -?E2; ring. }
    transitivity (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))).
    { rewrite -?E4; ring. }
    by []. }
  have E8 : ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))) :> R.
  { transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))).
    { by []. }
    have E7 : ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))) :> R.
    { transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))).
      { by []. }
      have E6 : ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))) :> R.
      { rewrite sumz_mulr; apply: eq_sumz => i' _ _.
        rewrite sumz_mull; apply: eq_sumz => i'' _ _.
        ring. }
      exact: E6. }
    transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))).
    { by []. }
    transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))).
    { rewrite -?E7; ring. }
    by []. }
  transitivity ((sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))) + (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2))))))).
  { exact: (f_equal2 +%R E5 E8). }
  by []. }
transitivity (((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))) + ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2))))).
{ have E28 : (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))) = ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))).
    { by []. }
    transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))).
    { symmetry.
      transitivity (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))).
      { transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))).
        { by []. }
        have E25 : ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))) = (sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) :> R.
        { transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))).
          { by []. }
          have E24 : ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i))))) = (sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => i _ _.
            ring. }
          exact: E24. }
        have E27 : ((sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))) = (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))) :> R.
        { transitivity ((sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))).
          { by []. }
          have E26 : ((sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))) = (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => i _ _.
            rewrite sumz_mull; apply: eq_sumz => i'''' _ _.
            ring. }
          exact: E26. }
        transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))).
        { by []. }
        transitivity ((- 1) * (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))).
        { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
        transitivity ((sumz 0 (n%:Z - 1) (fun i => ((- 1) * (u i) * (w i)))) * (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i''''))))).
        { rewrite -?E25; ring. }
        transitivity (sumz 0 (n%:Z - 1) (fun i => (sumz 0 (n%:Z - 1) (fun i'''' => ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')))))).
        { rewrite -?E27; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> i ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i'''' ? ?; cbv beta].
      transitivity ((- 1) * (u i) * (w i) * (u i'''') * (w i'''')).
      { by same. }
      by []. }
    by []. }
  have E31 : (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))) = ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))).
    { by []. }
    transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))).
    { symmetry.
      transitivity (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))).
      { transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))).
        { by []. }
        have E30 : ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))) :> R.
        { transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))).
          { by []. }
          have E29 : ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))) = (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => i' _ _.
            rewrite sumz_mull; apply: eq_sumz => i'' _ _.
            ring. }
          exact: E29. }
        transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))).
        { by []. }
        transitivity ((sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) * (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2)))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (n%:Z - 1) (fun i' => (sumz 0 (n%:Z - 1) (fun i'' => (((u i') ^+ 2) * ((w i'') ^+ 2)))))).
        { rewrite -?E30; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
      transitivity (((u i') ^+ 2) * ((w i'') ^+ 2)).
      { by same. }
      by []. }
    by []. }
  exact: (f_equal2 +%R E28 E31). }
symmetry.
transitivity ((sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (- 1) * (u j) * (w i''')))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i'''))))))).
{ transitivity ((sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((((u i''') * (w j)) - ((u j) * (w i'''))) ^+ 2))))) / 2%:r).
  { by []. }
  have E18 : (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((((u i''') * (w j)) - ((u j) * (w i'''))) ^+ 2))))) = ((sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (- 1) * (u j) * (w i''')))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i'''))))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun j => ((sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (u i''') * (w j)))) + (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (- 1) * (u j) * (w i''')))) + (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (u i''') * (w j)))) + (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i'''))))))).
    { apply: eq_sumz => j _ _.
      transitivity (sumz 0 (n%:Z - 1) (fun i''' => (((u i''') * (w j) * (u i''') * (w j)) + ((u i''') * (w j) * (- 1) * (u j) * (w i''')) + ((- 1) * (u j) * (w i''') * (u i''') * (w j)) + ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i'''))))).
      { apply: eq_sumz => i''' _ _.
        transitivity ((((u i''') * (w j)) - ((u j) * (w i'''))) * (((u i''') * (w j)) - ((u j) * (w i''')))).
        { ring. }
        have E10 : (((u i''') * (w j)) - ((u j) * (w i'''))) = (((u i''') * (w j)) + ((- 1) * (u j) * (w i'''))) :> R.
        { have E9 : (- ((u j) * (w i'''))) = ((- 1) * (u j) * (w i''')) :> R.
          { transitivity ((- 1) * (u j) * (w i''')).
            { ring. }
            by []. }
          transitivity (((u i''') * (w j)) + ((- 1) * (u j) * (w i'''))).
          { exact: (f_equal2 +%R (erefl _) E9). }
          by []. }
        have E12 : (((u i''') * (w j)) - ((u j) * (w i'''))) = (((u i''') * (w j)) + ((- 1) * (u j) * (w i'''))) :> R.
        { have E11 : (- ((u j) * (w i'''))) = ((- 1) * (u j) * (w i''')) :> R.
          { transitivity ((- 1) * (u j) * (w i''')).
            { ring. }
            by []. }
          transitivity (((u i''') * (w j)) + ((- 1) * (u j) * (w i'''))).
          { exact: (f_equal2 +%R (erefl _) E11). }
          by []. }
        have E17 : ((((u i''') * (w j)) + ((- 1) * (u j) * (w i'''))) * (((u i''') * (w j)) + ((- 1) * (u j) * (w i''')))) = (((u i''') * (w j) * (u i''') * (w j)) + ((u i''') * (w j) * (- 1) * (u j) * (w i''')) + ((- 1) * (u j) * (w i''') * (u i''') * (w j)) + ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i'''))) :> R.
        { transitivity ((((u i''') * (w j)) * ((u i''') * (w j))) + (((u i''') * (w j)) * ((- 1) * (u j) * (w i'''))) + (((- 1) * (u j) * (w i''')) * ((u i''') * (w j))) + (((- 1) * (u j) * (w i''')) * ((- 1) * (u j) * (w i''')))).
          { ring. }
          have E13 : (((u i''') * (w j)) * ((u i''') * (w j))) = ((u i''') * (w j) * (u i''') * (w j)) :> R.
          { ring. }
          have E14 : (((u i''') * (w j)) * ((- 1) * (u j) * (w i'''))) = ((u i''') * (w j) * (- 1) * (u j) * (w i''')) :> R.
          { ring. }
          have E15 : (((- 1) * (u j) * (w i''')) * ((u i''') * (w j))) = ((- 1) * (u j) * (w i''') * (u i''') * (w j)) :> R.
          { ring. }
          have E16 : (((- 1) * (u j) * (w i''')) * ((- 1) * (u j) * (w i'''))) = ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i''')) :> R.
          { ring. }
          exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E13 E14) E15) E16). }
        transitivity ((((u i''') * (w j)) - ((u j) * (w i'''))) * (((u i''') * (w j)) - ((u j) * (w i''')))).
        { by []. }
        transitivity ((((u i''') * (w j)) + ((- 1) * (u j) * (w i'''))) * (((u i''') * (w j)) + ((- 1) * (u j) * (w i''')))).
        { exact: (f_equal2 *%R E10 E12). }
        transitivity (((u i''') * (w j) * (u i''') * (w j)) + ((u i''') * (w j) * (- 1) * (u j) * (w i''')) + ((- 1) * (u j) * (w i''') * (u i''') * (w j)) + ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i'''))).
        { rewrite -?E17; ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    by rewrite ?sumz_add ?sumz0. }
  have E23 : ((2%:r^-1) * ((sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (- 1) * (u j) * (w i''')))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i''')))))))) = ((sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (- 1) * (u j) * (w i''')))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i'''))))))) :> R.
  { transitivity (((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (u i''') * (w j))))))) + ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (- 1) * (u j) * (w i'''))))))) + ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (u i''') * (w j))))))) + ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i''')))))))).
    { ring. }
    have E19 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (u i''') * (w j))))))) = (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (u i''') * (w j)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j _ _.
      rewrite sumz_mull; apply: eq_sumz => i''' _ _.
      ring. }
    have E20 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (- 1) * (u j) * (w i'''))))))) = (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (- 1) * (u j) * (w i''')))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j _ _.
      rewrite sumz_mull; apply: eq_sumz => i''' _ _.
      ring. }
    have E21 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (u i''') * (w j))))))) = (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (u i''') * (w j)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j _ _.
      rewrite sumz_mull; apply: eq_sumz => i''' _ _.
      ring. }
    have E22 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i'''))))))) = (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i''')))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j _ _.
      rewrite sumz_mull; apply: eq_sumz => i''' _ _.
      ring. }
    exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E19 E20) E21) E22). }
  transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((((u i''') * (w j)) - ((u j) * (w i'''))) ^+ 2)))))).
  { ring. }
  transitivity ((2%:r^-1) * ((sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w j) * (- 1) * (u j) * (w i''')))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i''')))))))).
  { exact: (f_equal2 *%R (erefl _) E18). }
  transitivity ((sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (- 1) * (u j) * (w i''')))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (u i''') * (w j)))))) + (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i'''))))))).
  { rewrite -?E23; ring. }
  by []. }
transitivity (((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))) + ((2%:r^-1) * (- 1) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))) + ((2%:r^-1) * (- 1) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))) + ((2%:r^-1) * (- 1) * (- 1) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i''')))))).
{ have E36 : (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (u i''') * (w j)))))) = ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (u i''') * (w j)))))).
    { by []. }
    transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))).
    { symmetry.
      transitivity (sumz 0 (n%:Z - 1) (fun i''' => (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (u i''') * (u i''') * (w j) * (w j)))))).
      { transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))).
        { by []. }
        have E33 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i'''))))) = (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (u i''')))) :> R.
        { transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i'''))))).
          { by []. }
          have E32 : ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i'''))))) = (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (u i''')))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => i''' _ _.
            ring. }
          exact: E32. }
        have E35 : ((sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))) = (sumz 0 (n%:Z - 1) (fun i''' => (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (u i''') * (u i''') * (w j) * (w j)))))) :> R.
        { transitivity ((sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))).
          { by []. }
          have E34 : ((sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))) = (sumz 0 (n%:Z - 1) (fun i''' => (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (u i''') * (u i''') * (w j) * (w j)))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => i''' _ _.
            rewrite sumz_mull; apply: eq_sumz => j _ _.
            ring. }
          exact: E34. }
        transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))).
        { by []. }
        transitivity ((2%:r^-1) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))).
        { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
        transitivity ((sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j))))).
        { rewrite -?E33; ring. }
        transitivity (sumz 0 (n%:Z - 1) (fun i''' => (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (u i''') * (u i''') * (w j) * (w j)))))).
        { rewrite -?E35; ring. }
        by []. }
      transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (u i''') * (w j) * (w j)))))).
      { exact: sumz_exchange. }
      apply: eq_sumz_bounds; [lia | move=> j ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
      transitivity ((2%:r^-1) * (u i''') * (u i''') * (w j) * (w j)).
      { by same. }
      fieldz. }
    by []. }
  have E41 : (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (- 1) * (u j) * (w i''')))))) = ((2%:r^-1) * (- 1) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (u i''') * (w j) * (- 1) * (u j) * (w i''')))))).
    { by []. }
    transitivity ((2%:r^-1) * (- 1) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))).
    { symmetry.
      transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w j) * (u j) * (u i''') * (w i''')))))).
      { transitivity ((2%:r^-1) * (- 1) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))).
        { by []. }
        have E38 : (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j))))) = (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w j) * (u j)))) :> R.
        { transitivity (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j))))).
          { by []. }
          have E37 : (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j))))) = (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w j) * (u j)))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => j _ _.
            ring. }
          exact: E37. }
        have E40 : ((sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))) = (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w j) * (u j) * (u i''') * (w i''')))))) :> R.
        { transitivity ((sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))).
          { by []. }
          have E39 : ((sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))) = (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w j) * (u j) * (u i''') * (w i''')))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => j _ _.
            rewrite sumz_mull; apply: eq_sumz => i''' _ _.
            ring. }
          exact: E39. }
        transitivity (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))).
        { ring. }
        transitivity (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))).
        { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
        transitivity ((sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i'''))))).
        { rewrite -?E38; ring. }
        transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w j) * (u j) * (u i''') * (w i''')))))).
        { rewrite -?E40; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> j ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
      transitivity ((2%:r^-1) * (- 1) * (w j) * (u j) * (u i''') * (w i''')).
      { by same. }
      fieldz. }
    by []. }
  have E46 : (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (u i''') * (w j)))))) = ((2%:r^-1) * (- 1) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (u i''') * (w j)))))).
    { by []. }
    transitivity ((2%:r^-1) * (- 1) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))).
    { symmetry.
      transitivity (sumz 0 (n%:Z - 1) (fun i''' => (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w i''') * (u i''') * (u j) * (w j)))))).
      { transitivity ((2%:r^-1) * (- 1) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))).
        { by []. }
        have E43 : (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i'''))))) = (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w i''') * (u i''')))) :> R.
        { transitivity (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i'''))))).
          { by []. }
          have E42 : (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i'''))))) = (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w i''') * (u i''')))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => i''' _ _.
            ring. }
          exact: E42. }
        have E45 : ((sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))) = (sumz 0 (n%:Z - 1) (fun i''' => (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w i''') * (u i''') * (u j) * (w j)))))) :> R.
        { transitivity ((sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))).
          { by []. }
          have E44 : ((sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))) = (sumz 0 (n%:Z - 1) (fun i''' => (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w i''') * (u i''') * (u j) * (w j)))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => i''' _ _.
            rewrite sumz_mull; apply: eq_sumz => j _ _.
            ring. }
          exact: E44. }
        transitivity (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))).
        { ring. }
        transitivity (((2%:r^-1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))).
        { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
        transitivity ((sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (w i''') * (u i''')))) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j))))).
        { rewrite -?E43; ring. }
        transitivity (sumz 0 (n%:Z - 1) (fun i''' => (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (w i''') * (u i''') * (u j) * (w j)))))).
        { rewrite -?E45; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> j ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
      transitivity ((2%:r^-1) * (- 1) * (w j) * (u j) * (u i''') * (w i''')).
      { by same. }
      fieldz. }
    by []. }
  have E51 : (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i''')))))) = ((2%:r^-1) * (- 1) * (- 1) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i'''))))) :> R.
  { transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (u j) * (w i''') * (- 1) * (u j) * (w i''')))))).
    { by []. }
    transitivity ((2%:r^-1) * (- 1) * (- 1) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i'''))))).
    { symmetry.
      transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j) * (w i''') * (w i''')))))).
      { transitivity ((2%:r^-1) * (- 1) * (- 1) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i'''))))).
        { by []. }
        have E48 : (((2%:r^-1) * (- 1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j))))) = (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j)))) :> R.
        { transitivity (((2%:r^-1) * (- 1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j))))).
          { by []. }
          have E47 : (((2%:r^-1) * (- 1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j))))) = (sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j)))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => j _ _.
            ring. }
          exact: E47. }
        have E50 : ((sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i'''))))) = (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j) * (w i''') * (w i''')))))) :> R.
        { transitivity ((sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i'''))))).
          { by []. }
          have E49 : ((sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i'''))))) = (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j) * (w i''') * (w i''')))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => j _ _.
            rewrite sumz_mull; apply: eq_sumz => i''' _ _.
            ring. }
          exact: E49. }
        transitivity (((2%:r^-1) * (- 1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i'''))))).
        { ring. }
        transitivity (((2%:r^-1) * (- 1) * (- 1)) * (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i'''))))).
        { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
        transitivity ((sumz 0 (n%:Z - 1) (fun j => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j)))) * (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i'''))))).
        { rewrite -?E48; ring. }
        transitivity (sumz 0 (n%:Z - 1) (fun j => (sumz 0 (n%:Z - 1) (fun i''' => ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j) * (w i''') * (w i''')))))).
        { rewrite -?E50; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> j ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
      transitivity ((2%:r^-1) * (- 1) * (- 1) * (u j) * (u j) * (w i''') * (w i''')).
      { by same. }
      fieldz. }
    by []. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E36 E41) E46) E51). }
symmetry.
have E52 : (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (w i''')))) = (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
{ by same. }
rewrite ?E52.
have E53 : (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))) = (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
{ transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))).
  { transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))).
    { apply: eq_sumz => i''' _ _.
      transitivity ((w i''') * (u i''')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
  { have E54 : (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))) = (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))) :> R.
    { transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (u i''')))).
      { by []. }
      apply: eq_sumz_bounds; [lia | move=> i'''' ? ?; cbv beta].
      transitivity ((w i'''') * (u i'''')).
      { by same. }
      fieldz. }
    exact: E54. }
  symmetry.
  transitivity (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
  { transitivity (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
    { apply: eq_sumz => i'''' _ _.
      transitivity ((u i'''') * (w i'''')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
  { exact: (erefl _). }
  symmetry.
  by []. }
rewrite ?E53.
have E55 : (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2))) = (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i''')))).
{ transitivity (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2))).
  { transitivity (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2))).
    { apply: eq_sumz => i'' _ _.
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i''')))).
  { have E56 : (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2))) = (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i''')))) :> R.
    { transitivity (sumz 0 (n%:Z - 1) (fun i'' => ((w i'') ^+ 2))).
      { by []. }
      apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
      transitivity ((w i''') ^+ 2).
      { by same. }
      fieldz. }
    exact: E56. }
  symmetry.
  transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i''')))).
  { transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i''')))).
    { apply: eq_sumz => i''' _ _.
      transitivity ((w i''') * (w i''')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i''')))).
  { exact: (erefl _). }
  symmetry.
  by []. }
rewrite ?E55.
have E57 : (sumz 0 (n%:Z - 1) (fun j => ((w j) * (w j)))) = (sumz 0 (n%:Z - 1) (fun i''' => ((w i''') * (w i''')))).
{ by same. }
rewrite ?E57.
have E58 : (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))) = (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
{ transitivity (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))).
  { transitivity (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))).
    { apply: eq_sumz => j _ _.
      transitivity ((w j) * (u j)).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
  { have E59 : (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))) = (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))) :> R.
    { transitivity (sumz 0 (n%:Z - 1) (fun j => ((w j) * (u j)))).
      { by []. }
      apply: eq_sumz_bounds; [lia | move=> i'''' ? ?; cbv beta].
      transitivity ((w i'''') * (u i'''')).
      { by same. }
      fieldz. }
    exact: E59. }
  symmetry.
  transitivity (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
  { transitivity (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
    { apply: eq_sumz => i'''' _ _.
      transitivity ((u i'''') * (w i'''')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
  { exact: (erefl _). }
  symmetry.
  by []. }
rewrite ?E58.
have E60 : (sumz 0 (n%:Z - 1) (fun j => ((u j) * (w j)))) = (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
{ by same. }
rewrite ?E60.
have E61 : (sumz 0 (n%:Z - 1) (fun j => ((u j) * (u j)))) = (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))).
{ by same. }
rewrite ?E61.
have E62 : (sumz 0 (n%:Z - 1) (fun i => ((u i) * (w i)))) = (sumz 0 (n%:Z - 1) (fun i'''' => ((u i'''') * (w i'''')))).
{ by same. }
rewrite ?E62.
have E63 : (sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) = (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))).
{ transitivity (sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))).
  { transitivity (sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))).
    { apply: eq_sumz => i' _ _.
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))).
  { have E64 : (sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))) = (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))) :> R.
    { transitivity (sumz 0 (n%:Z - 1) (fun i' => ((u i') ^+ 2))).
      { by []. }
      apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
      transitivity ((u i''') ^+ 2).
      { by same. }
      fieldz. }
    exact: E64. }
  symmetry.
  transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))).
  { transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))).
    { apply: eq_sumz => i''' _ _.
      transitivity ((u i''') * (u i''')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (n%:Z - 1) (fun i''' => ((u i''') * (u i''')))).
  { exact: (erefl _). }
  symmetry.
  by []. }
rewrite ?E63.
fieldz.
Qed.
End thm_perceptron_3_.
Print Assumptions thm_perceptron_3.
