From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-lagrange: Steepest descent *)
Section eq_lagrange_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (N' : nat).
Hypothesis N'_positive : (0 < N')%N.
Variable g : int -> R.
Variable u : int -> R.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem eq_lagrange :
  ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) ^+ 2) =
  (((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+
    2)))) - ((sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((((g i'') * (u j'))
    - ((g j') * (u i''))) ^+ 2))))) / 2%:r)).
Proof.
transitivity (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i))))).
  { ring. }
  have E2 : ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i))))) = (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))) :> R.
  { transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i))))).
    { by []. }
    have E1 : ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i))))) = (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))) :> R.
    { rewrite sumz_mulr; apply: eq_sumz => i _ _.
      rewrite sumz_mull; apply: eq_sumz => i''' _ _.
      ring. }
    exact: E1. }
  transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i))))).
  { by []. }
  transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))).
  { rewrite -?E2; ring. }
  by []. }
transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i'''))))).
{ have E24 : (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))) = ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i'''))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))).
    { by []. }
    transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i'''))))).
    { symmetry.
      transitivity (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))).
      { transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i'''))))).
        { by []. }
        have E23 : ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i'''))))) = (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))) :> R.
        { transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i'''))))).
          { by []. }
          have E22 : ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i'''))))) = (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => i _ _.
            rewrite sumz_mull; apply: eq_sumz => i''' _ _.
            ring. }
          exact: E22. }
        transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i'''))))).
        { by []. }
        transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) * (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i'''))))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun i''' => ((g i) * (u i) * (g i''') * (u i''')))))).
        { rewrite -?E23; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> i ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
      transitivity ((g i) * (u i) * (g i''') * (u i''')).
      { by same. }
      by []. }
    by []. }
  exact: E24. }
symmetry.
transitivity ((sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (- 1) * (g j') * (u i'')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))))))).
{ have E5 : ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))) = (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))) :> R.
  { transitivity ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))).
    { by []. }
    have E4 : ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))) = (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))) :> R.
    { transitivity ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))).
      { by []. }
      have E3 : ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))) = (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))) :> R.
      { rewrite sumz_mulr; apply: eq_sumz => i' _ _.
        rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      exact: E3. }
    transitivity ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))).
    { by []. }
    transitivity ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))).
    { rewrite -?E4; ring. }
    by []. }
  have E21 : (- ((sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((((g i'') * (u j')) - ((g j') * (u i''))) ^+ 2))))) / 2%:r)) = ((sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (- 1) * (g j') * (u i'')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))))))) :> R.
  { transitivity ((- 1) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((((g i'') * (u j')) - ((g j') * (u i''))) ^+ 2))))) / 2%:r).
    { ring. }
    have E15 : (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((((g i'') * (u j')) - ((g j') * (u i''))) ^+ 2))))) = ((sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (- 1) * (g j') * (u i'')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))))))) :> R.
    { transitivity (sumz 0 (N'%:Z - 1) (fun j' => ((sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (g i'') * (u j')))) + (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (- 1) * (g j') * (u i'')))) + (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (g i'') * (u j')))) + (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))))))).
      { apply: eq_sumz => j' _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun i'' => (((g i'') * (u j') * (g i'') * (u j')) + ((g i'') * (u j') * (- 1) * (g j') * (u i'')) + ((- 1) * (g j') * (u i'') * (g i'') * (u j')) + ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))))).
        { apply: eq_sumz => i'' _ _.
          transitivity ((((g i'') * (u j')) - ((g j') * (u i''))) * (((g i'') * (u j')) - ((g j') * (u i'')))).
          { ring. }
          have E7 : (((g i'') * (u j')) - ((g j') * (u i''))) = (((g i'') * (u j')) + ((- 1) * (g j') * (u i''))) :> R.
          { have E6 : (- ((g j') * (u i''))) = ((- 1) * (g j') * (u i'')) :> R.
            { transitivity ((- 1) * (g j') * (u i'')).
              { ring. }
              by []. }
            transitivity (((g i'') * (u j')) + ((- 1) * (g j') * (u i''))).
            { exact: (f_equal2 +%R (erefl _) E6). }
            by []. }
          have E9 : (((g i'') * (u j')) - ((g j') * (u i''))) = (((g i'') * (u j')) + ((- 1) * (g j') * (u i''))) :> R.
          { have E8 : (- ((g j') * (u i''))) = ((- 1) * (g j') * (u i'')) :> R.
            { transitivity ((- 1) * (g j') * (u i'')).
              { ring. }
              by []. }
            transitivity (((g i'') * (u j')) + ((- 1) * (g j') * (u i''))).
            { exact: (f_equal2 +%R (erefl _) E8). }
            by []. }
          have E14 : ((((g i'') * (u j')) + ((- 1) * (g j') * (u i''))) * (((g i'') * (u j')) + ((- 1) * (g j') * (u i'')))) = (((g i'') * (u j') * (g i'') * (u j')) + ((g i'') * (u j') * (- 1) * (g j') * (u i'')) + ((- 1) * (g j') * (u i'') * (g i'') * (u j')) + ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))) :> R.
          { transitivity ((((g i'') * (u j')) * ((g i'') * (u j'))) + (((g i'') * (u j')) * ((- 1) * (g j') * (u i''))) + (((- 1) * (g j') * (u i'')) * ((g i'') * (u j'))) + (((- 1) * (g j') * (u i'')) * ((- 1) * (g j') * (u i'')))).
            { ring. }
            have E10 : (((g i'') * (u j')) * ((g i'') * (u j'))) = ((g i'') * (u j') * (g i'') * (u j')) :> R.
            { ring. }
            have E11 : (((g i'') * (u j')) * ((- 1) * (g j') * (u i''))) = ((g i'') * (u j') * (- 1) * (g j') * (u i'')) :> R.
            { ring. }
            have E12 : (((- 1) * (g j') * (u i'')) * ((g i'') * (u j'))) = ((- 1) * (g j') * (u i'') * (g i'') * (u j')) :> R.
            { ring. }
            have E13 : (((- 1) * (g j') * (u i'')) * ((- 1) * (g j') * (u i''))) = ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i'')) :> R.
            { ring. }
            exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E10 E11) E12) E13). }
          transitivity ((((g i'') * (u j')) - ((g j') * (u i''))) * (((g i'') * (u j')) - ((g j') * (u i'')))).
          { by []. }
          transitivity ((((g i'') * (u j')) + ((- 1) * (g j') * (u i''))) * (((g i'') * (u j')) + ((- 1) * (g j') * (u i'')))).
          { exact: (f_equal2 *%R E7 E9). }
          transitivity (((g i'') * (u j') * (g i'') * (u j')) + ((g i'') * (u j') * (- 1) * (g j') * (u i'')) + ((- 1) * (g j') * (u i'') * (g i'') * (u j')) + ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))).
          { rewrite -?E14; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    have E20 : (((- 1) / 2%:r) * ((sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (- 1) * (g j') * (u i'')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i'')))))))) = ((sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (- 1) * (g j') * (u i'')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))))))) :> R.
    { transitivity ((((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (g i'') * (u j'))))))) + (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (- 1) * (g j') * (u i''))))))) + (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (g i'') * (u j'))))))) + (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i'')))))))).
      { ring. }
      have E16 : (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (g i'') * (u j'))))))) = (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (g i'') * (u j')))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j' _ _.
        rewrite sumz_mull; apply: eq_sumz => i'' _ _.
        ring. }
      have E17 : (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (- 1) * (g j') * (u i''))))))) = (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (- 1) * (g j') * (u i'')))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j' _ _.
        rewrite sumz_mull; apply: eq_sumz => i'' _ _.
        ring. }
      have E18 : (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (g i'') * (u j'))))))) = (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (g i'') * (u j')))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j' _ _.
        rewrite sumz_mull; apply: eq_sumz => i'' _ _.
        ring. }
      have E19 : (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))))))) = (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i'')))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j' _ _.
        rewrite sumz_mull; apply: eq_sumz => i'' _ _.
        ring. }
      exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E16 E17) E18) E19). }
    transitivity (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((((g i'') * (u j')) - ((g j') * (u i''))) ^+ 2)))))).
    { ring. }
    transitivity (((- 1) / 2%:r) * ((sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u j') * (- 1) * (g j') * (u i'')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i'')))))))).
    { exact: (f_equal2 *%R (erefl _) E15). }
    transitivity ((sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (- 1) * (g j') * (u i'')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i''))))))).
    { rewrite -?E20; ring. }
    by []. }
  transitivity ((sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))) + ((sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (- 1) * (g j') * (u i'')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (g i'') * (u j')))))) + (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i'')))))))).
  { exact: (f_equal2 +%R E5 E21). }
  ring. }
transitivity (((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))) + ((- 1) / 2%:r * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))) + ((- 1) / 2%:r * (- 1) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))) + ((- 1) / 2%:r * (- 1) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))) + ((- 1) / 2%:r * (- 1) * (- 1) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i'')))))).
{ have E27 : (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))) = ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))).
    { by []. }
    transitivity ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))).
    { symmetry.
      transitivity (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))).
      { transitivity ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))).
        { by []. }
        have E26 : ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))) = (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))) :> R.
        { transitivity ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))).
          { by []. }
          have E25 : ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))) = (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => i' _ _.
            rewrite sumz_mull; apply: eq_sumz => j _ _.
            ring. }
          exact: E25. }
        transitivity ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))).
        { by []. }
        transitivity ((sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) * (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2)))).
        { exact: (f_equal2 *%R (erefl _) (erefl _)). }
        transitivity (sumz 0 (N'%:Z - 1) (fun i' => (sumz 0 (N'%:Z - 1) (fun j => (((g i') ^+ 2) * ((u j) ^+ 2)))))).
        { rewrite -?E26; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> j ? ?; cbv beta].
      transitivity (((g i') ^+ 2) * ((u j) ^+ 2)).
      { by same. }
      by []. }
    by []. }
  have E32 : (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (g i'') * (u j')))))) = ((- 1) / 2%:r * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (g i'') * (u j')))))).
    { by []. }
    transitivity ((- 1) / 2%:r * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))).
    { symmetry.
      transitivity (sumz 0 (N'%:Z - 1) (fun i'' => (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (g i'') * (g i'') * (u j') * (u j')))))).
      { transitivity ((- 1) / 2%:r * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))).
        { by []. }
        have E29 : (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i''))))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (g i'')))) :> R.
        { transitivity (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i''))))).
          { by []. }
          have E28 : (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i''))))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (g i'')))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => i'' _ _.
            ring. }
          exact: E28. }
        have E31 : ((sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))) = (sumz 0 (N'%:Z - 1) (fun i'' => (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (g i'') * (g i'') * (u j') * (u j')))))) :> R.
        { transitivity ((sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))).
          { by []. }
          have E30 : ((sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))) = (sumz 0 (N'%:Z - 1) (fun i'' => (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (g i'') * (g i'') * (u j') * (u j')))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => i'' _ _.
            rewrite sumz_mull; apply: eq_sumz => j' _ _.
            ring. }
          exact: E30. }
        transitivity (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))).
        { ring. }
        transitivity (((- 1) / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))).
        { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
        transitivity ((sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j'))))).
        { rewrite -?E29; ring. }
        transitivity (sumz 0 (N'%:Z - 1) (fun i'' => (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (g i'') * (g i'') * (u j') * (u j')))))).
        { rewrite -?E31; ring. }
        by []. }
      transitivity (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (g i'') * (u j') * (u j')))))).
      { exact: sumz_exchange. }
      apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
      transitivity ((- 1) / 2%:r * (g i'') * (g i'') * (u j') * (u j')).
      { by same. }
      fieldz. }
    by []. }
  have E37 : (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (- 1) * (g j') * (u i'')))))) = ((- 1) / 2%:r * (- 1) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (g i'') * (u j') * (- 1) * (g j') * (u i'')))))).
    { by []. }
    transitivity ((- 1) / 2%:r * (- 1) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))).
    { symmetry.
      transitivity (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u j') * (g j') * (g i'') * (u i'')))))).
      { transitivity ((- 1) / 2%:r * (- 1) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))).
        { by []. }
        have E34 : (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j'))))) = (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u j') * (g j')))) :> R.
        { transitivity (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j'))))).
          { by []. }
          have E33 : (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j'))))) = (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u j') * (g j')))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => j' _ _.
            ring. }
          exact: E33. }
        have E36 : ((sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))) = (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u j') * (g j') * (g i'') * (u i'')))))) :> R.
        { transitivity ((sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))).
          { by []. }
          have E35 : ((sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))) = (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u j') * (g j') * (g i'') * (u i'')))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => j' _ _.
            rewrite sumz_mull; apply: eq_sumz => i'' _ _.
            ring. }
          exact: E35. }
        transitivity (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))).
        { ring. }
        transitivity (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))).
        { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
        transitivity ((sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i''))))).
        { rewrite -?E34; ring. }
        transitivity (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u j') * (g j') * (g i'') * (u i'')))))).
        { rewrite -?E36; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
      transitivity ((- 1) / 2%:r * (- 1) * (u j') * (g j') * (g i'') * (u i'')).
      { by same. }
      fieldz. }
    by []. }
  have E42 : (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (g i'') * (u j')))))) = ((- 1) / 2%:r * (- 1) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (g i'') * (u j')))))).
    { by []. }
    transitivity ((- 1) / 2%:r * (- 1) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))).
    { symmetry.
      transitivity (sumz 0 (N'%:Z - 1) (fun i'' => (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'') * (g j') * (u j')))))).
      { transitivity ((- 1) / 2%:r * (- 1) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))).
        { by []. }
        have E39 : (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i''))))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'')))) :> R.
        { transitivity (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i''))))).
          { by []. }
          have E38 : (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i''))))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'')))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => i'' _ _.
            ring. }
          exact: E38. }
        have E41 : ((sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))) = (sumz 0 (N'%:Z - 1) (fun i'' => (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'') * (g j') * (u j')))))) :> R.
        { transitivity ((sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))).
          { by []. }
          have E40 : ((sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))) = (sumz 0 (N'%:Z - 1) (fun i'' => (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'') * (g j') * (u j')))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => i'' _ _.
            rewrite sumz_mull; apply: eq_sumz => j' _ _.
            ring. }
          exact: E40. }
        transitivity (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))).
        { ring. }
        transitivity (((- 1) / 2%:r * (- 1)) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))).
        { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
        transitivity ((sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'')))) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j'))))).
        { rewrite -?E39; ring. }
        transitivity (sumz 0 (N'%:Z - 1) (fun i'' => (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (u i'') * (g i'') * (g j') * (u j')))))).
        { rewrite -?E41; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
      transitivity ((- 1) / 2%:r * (- 1) * (u j') * (g j') * (g i'') * (u i'')).
      { by same. }
      fieldz. }
    by []. }
  have E47 : (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i'')))))) = ((- 1) / 2%:r * (- 1) * (- 1) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i''))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (g j') * (u i'') * (- 1) * (g j') * (u i'')))))).
    { by []. }
    transitivity ((- 1) / 2%:r * (- 1) * (- 1) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i''))))).
    { symmetry.
      transitivity (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j') * (u i'') * (u i'')))))).
      { transitivity ((- 1) / 2%:r * (- 1) * (- 1) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i''))))).
        { by []. }
        have E44 : (((- 1) / 2%:r * (- 1) * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j'))))) = (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j')))) :> R.
        { transitivity (((- 1) / 2%:r * (- 1) * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j'))))).
          { by []. }
          have E43 : (((- 1) / 2%:r * (- 1) * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j'))))) = (sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j')))) :> R.
          { rewrite sumz_mull; apply: eq_sumz => j' _ _.
            ring. }
          exact: E43. }
        have E46 : ((sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i''))))) = (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j') * (u i'') * (u i'')))))) :> R.
        { transitivity ((sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i''))))).
          { by []. }
          have E45 : ((sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i''))))) = (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j') * (u i'') * (u i'')))))) :> R.
          { rewrite sumz_mulr; apply: eq_sumz => j' _ _.
            rewrite sumz_mull; apply: eq_sumz => i'' _ _.
            ring. }
          exact: E45. }
        transitivity (((- 1) / 2%:r * (- 1) * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i''))))).
        { ring. }
        transitivity (((- 1) / 2%:r * (- 1) * (- 1)) * (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i''))))).
        { exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) (erefl _)). }
        transitivity ((sumz 0 (N'%:Z - 1) (fun j' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j')))) * (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i''))))).
        { rewrite -?E44; ring. }
        transitivity (sumz 0 (N'%:Z - 1) (fun j' => (sumz 0 (N'%:Z - 1) (fun i'' => ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j') * (u i'') * (u i'')))))).
        { rewrite -?E46; ring. }
        by []. }
      apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
      apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
      transitivity ((- 1) / 2%:r * (- 1) * (- 1) * (g j') * (g j') * (u i'') * (u i'')).
      { by same. }
      fieldz. }
    by []. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E27 E32) E37) E42) E47). }
symmetry.
have E48 : (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (u i'')))) = (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))) :> R.
{ by same. }
rewrite ?E48.
have E49 : (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))) = (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))) :> R.
{ transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))).
  { transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))).
    { apply: eq_sumz => i'' _ _.
      transitivity ((u i'') * (g i'')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))).
  { have E50 : (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))) = (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))) :> R.
    { transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (g i'')))).
      { by []. }
      apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
      transitivity ((u i''') * (g i''')).
      { by same. }
      fieldz. }
    exact: E50. }
  symmetry.
  transitivity (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))).
  { transitivity (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))).
    { apply: eq_sumz => i''' _ _.
      transitivity ((g i''') * (u i''')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))).
  { exact: (erefl _). }
  symmetry.
  by []. }
rewrite ?E49.
have E51 : (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (u j')))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i'')))) :> R.
{ by same. }
rewrite ?E51.
have E52 : (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))) = (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))) :> R.
{ transitivity (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))).
  { transitivity (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))).
    { apply: eq_sumz => j' _ _.
      transitivity ((u j') * (g j')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))).
  { have E53 : (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))) = (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))) :> R.
    { transitivity (sumz 0 (N'%:Z - 1) (fun j' => ((u j') * (g j')))).
      { by []. }
      apply: eq_sumz_bounds; [lia | move=> i''' ? ?; cbv beta].
      transitivity ((u i''') * (g i''')).
      { by same. }
      fieldz. }
    exact: E53. }
  symmetry.
  transitivity (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))).
  { transitivity (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))).
    { apply: eq_sumz => i''' _ _.
      transitivity ((g i''') * (u i''')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))).
  { exact: (erefl _). }
  symmetry.
  by []. }
rewrite ?E52.
have E54 : (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (u j')))) = (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))) :> R.
{ by same. }
rewrite ?E54.
have E55 : (sumz 0 (N'%:Z - 1) (fun j' => ((g j') * (g j')))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))) :> R.
{ by same. }
rewrite ?E55.
have E56 : (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (u i)))) = (sumz 0 (N'%:Z - 1) (fun i''' => ((g i''') * (u i''')))) :> R.
{ by same. }
rewrite ?E56.
have E57 : (sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))) :> R.
{ transitivity (sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))).
  { transitivity (sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))).
    { apply: eq_sumz => i' _ _.
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))).
  { have E58 : (sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))) :> R.
    { transitivity (sumz 0 (N'%:Z - 1) (fun i' => ((g i') ^+ 2))).
      { by []. }
      apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
      transitivity ((g i'') ^+ 2).
      { by same. }
      fieldz. }
    exact: E58. }
  symmetry.
  transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))).
  { transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))).
    { apply: eq_sumz => i'' _ _.
      transitivity ((g i'') * (g i'')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((g i'') * (g i'')))).
  { exact: (erefl _). }
  symmetry.
  by []. }
rewrite ?E57.
have E59 : (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i'')))) :> R.
{ transitivity (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2))).
  { transitivity (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2))).
    { apply: eq_sumz => j _ _.
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i'')))).
  { have E60 : (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2))) = (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i'')))) :> R.
    { transitivity (sumz 0 (N'%:Z - 1) (fun j => ((u j) ^+ 2))).
      { by []. }
      apply: eq_sumz_bounds; [lia | move=> i'' ? ?; cbv beta].
      transitivity ((u i'') ^+ 2).
      { by same. }
      fieldz. }
    exact: E60. }
  symmetry.
  transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i'')))).
  { transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i'')))).
    { apply: eq_sumz => i'' _ _.
      transitivity ((u i'') * (u i'')).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  transitivity (sumz 0 (N'%:Z - 1) (fun i'' => ((u i'') * (u i'')))).
  { exact: (erefl _). }
  symmetry.
  by []. }
rewrite ?E59.
fieldz.
Qed.
End eq_lagrange_.
Print Assumptions eq_lagrange.

(* eq-contraction: One step on a bowl *)
Section eq_contraction_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (N' : nat).
Variables (p : int).
Variables (alpha : R).
Hypothesis N'_positive : (0 < N')%N.
Variable c : int -> R.
Hypothesis D_c : forall i0, D (c i0) = 0.
Variable lambda : int -> R.
Hypothesis D_lambda : forall i0, D (lambda i0) = 0.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Hypothesis where_0 : 0 <= p <= (N'%:Z - 1).
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
Theorem eq_contraction :
  ((- (alpha * (D ((sumz 0 (N'%:Z - 1) (fun i => ((((- (c i)) + (w i)) ^+ 2) * (lambda i)))) /
    2%:r)))) - (c p) + (w p)) =
  (((- (alpha * (lambda p))) + 1) * ((- (c p)) + (w p))).
Proof.
have E4 : ((- (alpha * (D ((sumz 0 (N'%:Z - 1) (fun i => ((((- (c i)) + (w i)) ^+ 2) * (lambda i)))) / 2%:r)))) - (c p) + (w p)) = ((- (alpha * ((sumz 0 (N'%:Z - 1) (fun i => ((2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p)) * (lambda i)))) / 2%:r))) - (c p) + (w p)).
{ have E3 : (- (alpha * (D ((sumz 0 (N'%:Z - 1) (fun i => ((((- (c i)) + (w i)) ^+ 2) * (lambda i)))) / 2%:r)))) = (- (alpha * ((sumz 0 (N'%:Z - 1) (fun i => ((2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p)) * (lambda i)))) / 2%:r))) :> R.
  { have E2 : (alpha * (D ((sumz 0 (N'%:Z - 1) (fun i => ((((- (c i)) + (w i)) ^+ 2) * (lambda i)))) / 2%:r))) = (alpha * ((sumz 0 (N'%:Z - 1) (fun i => ((2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p)) * (lambda i)))) / 2%:r)) :> R.
    { have E1 : (D ((sumz 0 (N'%:Z - 1) (fun i => ((((- (c i)) + (w i)) ^+ 2) * (lambda i)))) / 2%:r)) = ((sumz 0 (N'%:Z - 1) (fun i => ((2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p)) * (lambda i)))) / 2%:r) :> R.
      { exact (dmul_l _ _ _ (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (N'%:Z - 1)) => (dmul_l _ _ _ (dpow 1 _ _ (dadd_r _ _ _ (dopp0 _ (D_c i)) (D_w i))) (D_lambda i)))) (dinv0 _ (dnum _))). }
      exact: (f_equal2 *%R (erefl _) E1). }
    exact: (f_equal -%R E2). }
  exact: (f_equal2 +%R (f_equal2 +%R E3 (erefl _)) (erefl _)). }
rewrite ?E4.
transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((- 1) * alpha / 2%:r * 2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)))) + ((- 1) * (c p)) + (w p)).
{ have E8 : (- (alpha * ((sumz 0 (N'%:Z - 1) (fun i => ((2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p)) * (lambda i)))) / 2%:r))) = (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * alpha / 2%:r * 2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)))) :> R.
  { transitivity ((- 1) * alpha * (sumz 0 (N'%:Z - 1) (fun i => ((2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p)) * (lambda i)))) / 2%:r).
    { ring. }
    have E5 : (sumz 0 (N'%:Z - 1) (fun i => ((2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p)) * (lambda i)))) = (sumz 0 (N'%:Z - 1) (fun i => (2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)))) :> R.
    { transitivity (sumz 0 (N'%:Z - 1) (fun i => (2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)))).
      { apply: eq_sumz => i _ _.
        transitivity (2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)).
        { ring. }
        by []. }
      by rewrite ?sumz_add ?sumz0. }
    have E7 : (((- 1) * alpha / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i => (2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i))))) = (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * alpha / 2%:r * 2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)))) :> R.
    { transitivity (((- 1) * alpha / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i => (2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i))))).
      { by []. }
      have E6 : (((- 1) * alpha / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i => (2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i))))) = (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * alpha / 2%:r * 2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      exact: E6. }
    transitivity (((- 1) * alpha / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i => ((2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p)) * (lambda i))))).
    { ring. }
    transitivity (((- 1) * alpha / 2%:r) * (sumz 0 (N'%:Z - 1) (fun i => (2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i))))).
    { exact: (f_equal2 *%R (erefl _) E5). }
    transitivity (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * alpha / 2%:r * 2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)))).
    { rewrite -?E7; ring. }
    by []. }
  have E9 : (- (c p)) = ((- 1) * (c p)) :> R.
  { transitivity ((- 1) * (c p)).
    { ring. }
    by []. }
  transitivity ((sumz 0 (N'%:Z - 1) (fun i => ((- 1) * alpha / 2%:r * 2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)))) + ((- 1) * (c p)) + (w p)).
  { exact: (f_equal2 +%R (f_equal2 +%R E8 E9) (erefl _)). }
  by []. }
transitivity (((- 1) * alpha / 2%:r * 2%:r * (((- (c p)) + (w p)) ^+ 1) * (lambda p)) + ((- 1) * (c p)) + (w p)).
{ have E10 : (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * alpha / 2%:r * 2%:r * (((- (c i)) + (w i)) ^+ 1) * (kd R i p) * (lambda i)))) = ((- 1) * alpha / 2%:r * 2%:r * (((- (c p)) + (w p)) ^+ 1) * (lambda p)) :> R.
  { transitivity ((- 1) * alpha / 2%:r * 2%:r * (((- (c p)) + (w p)) ^+ 1) * (lambda p)).
    { transitivity ((inside R p 0 (N'%:Z - 1)) * (- 1) * alpha / 2%:r * 2%:r * (((- (c p)) + (w p)) ^+ 1) * (lambda p)).
      { transitivity (sumz 0 (N'%:Z - 1) (fun i => (kd R i p) * ((- 1) * alpha / 2%:r * 2%:r * (((- (c i)) + (w i)) ^+ 1) * (lambda i)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (N'%:Z - 1)) * ((- 1) * alpha / 2%:r * 2%:r * (((- (c p)) + (w p)) ^+ 1) * (lambda p))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      have -> : (inside R p 0 (N'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    by []. }
  exact: (f_equal2 +%R (f_equal2 +%R E10 (erefl _)) (erefl _)). }
symmetry.
transitivity (((- (alpha * (lambda p))) + 1) * ((- (c p)) + (w p))).
{ transitivity (((- (alpha * (lambda p))) + 1) * ((- (c p)) + (w p))).
  { by []. }
  by []. }
transitivity (((- (alpha * (lambda p))) + 1) * ((- (c p)) + (w p))).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End eq_contraction_.
Print Assumptions eq_contraction.

(* eq-two-valleys: Three stationary points *)
Section eq_two_valleys_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (w : R).
Hypothesis D_w : D w = 1.
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
Theorem eq_two_valleys :
  (D (((w ^+ 4) / 4%:r) - (4%:r * (w ^+ 3) / 3%:r) + (3%:r * (w ^+ 2) / 2%:r))) =
  (w * (w - 3%:r) * (w - 1)).
Proof.
have E1 : (D (((w ^+ 4) / 4%:r) - (4%:r * (w ^+ 3) / 3%:r) + (3%:r * (w ^+ 2) / 2%:r))) = ((((4%:r * (w ^+ 3) * 1) / 4%:r) - ((4%:r * (3%:r * (w ^+ 2) * 1)) / 3%:r)) + ((3%:r * (2%:r * (w ^+ 1) * 1)) / 2%:r)).
{ exact (dadd _ _ _ _ (dadd _ _ _ _ (dmul_l _ _ _ (dpow 3 _ _ D_w) (dinv0 _ (dnum _))) (dopp _ _ (dmul_l _ _ _ (dmul_r _ _ _ (dnum _) (dpow 2 _ _ D_w)) (dinv0 _ (dnum _))))) (dmul_l _ _ _ (dmul_r _ _ _ (dnum _) (dpow 1 _ _ D_w)) (dinv0 _ (dnum _)))). }
rewrite ?E1.
transitivity ((4%:r * (w ^+ 3) / 4%:r) + ((- 1) * 4%:r * 3%:r * (w ^+ 2) / 3%:r) + (3%:r * 2%:r * (w ^+ 1) / 2%:r)).
{ have E4 : (((4%:r * (w ^+ 3) * 1) / 4%:r) - ((4%:r * (3%:r * (w ^+ 2) * 1)) / 3%:r)) = ((4%:r * (w ^+ 3) / 4%:r) + ((- 1) * 4%:r * 3%:r * (w ^+ 2) / 3%:r)) :> R.
  { have E2 : ((4%:r * (w ^+ 3) * 1) / 4%:r) = (4%:r * (w ^+ 3) / 4%:r) :> R.
    { transitivity (4%:r * (w ^+ 3) / 4%:r).
      { ring. }
      by []. }
    have E3 : (- ((4%:r * (3%:r * (w ^+ 2) * 1)) / 3%:r)) = ((- 1) * 4%:r * 3%:r * (w ^+ 2) / 3%:r) :> R.
    { transitivity ((- 1) * 4%:r * 3%:r * (w ^+ 2) / 3%:r).
      { ring. }
      by []. }
    transitivity ((4%:r * (w ^+ 3) / 4%:r) + ((- 1) * 4%:r * 3%:r * (w ^+ 2) / 3%:r)).
    { exact: (f_equal2 +%R E2 E3). }
    by []. }
  have E5 : ((3%:r * (2%:r * (w ^+ 1) * 1)) / 2%:r) = (3%:r * 2%:r * (w ^+ 1) / 2%:r) :> R.
  { transitivity (3%:r * 2%:r * (w ^+ 1) / 2%:r).
    { ring. }
    by []. }
  transitivity (((4%:r * (w ^+ 3) / 4%:r) + ((- 1) * 4%:r * 3%:r * (w ^+ 2) / 3%:r)) + (3%:r * 2%:r * (w ^+ 1) / 2%:r)).
  { exact: (f_equal2 +%R E4 E5). }
  ring. }
transitivity ((4%:r * (w ^+ 3) / 4%:r) + ((- 1) * 4%:r * 3%:r * (w ^+ 2) / 3%:r) + (3%:r * 2%:r * (w ^+ 1) / 2%:r)).
{ exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
symmetry.
transitivity (w * (w - 3%:r) * (w - 1)).
{ transitivity (w * (w - 3%:r) * (w - 1)).
  { by []. }
  by []. }
transitivity (w * (w - 3%:r) * (w - 1)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End eq_two_valleys_.
Print Assumptions eq_two_valleys.

(* eq-plateau: Slope of a plateau *)
Section eq_plateau_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (w : R).
Hypothesis D_w : D w = 1.
Hypothesis nonzero_0 : ((w ^+ 2) + 1) != 0.
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
Theorem eq_plateau :
  (D ((w ^+ 2) / ((w ^+ 2) + 1))) =
  (2%:r * w / (((w ^+ 2) + 1) ^+ 2)).
Proof.
have E1 : (D ((w ^+ 2) / ((w ^+ 2) + 1))) = (((2%:r * (w ^+ 1) * 1) / ((w ^+ 2) + 1)) + ((w ^+ 2) * ((- ((((w ^+ 2) + 1)^-1) ^+ 2)) * (2%:r * (w ^+ 1) * 1)))).
{ exact (dmul _ _ _ _ (dpow 1 _ _ D_w) (dinv ((w ^+ 2) + 1) _ ltac:(nz) (dadd_l _ _ _ (dpow 1 _ _ D_w) done))). }
rewrite ?E1.
transitivity ((2%:r * (w ^+ 1) / ((w ^+ 2) + 1)) + ((w ^+ 2) * (- 1) * ((((w ^+ 2) + 1)^-1) ^+ 2) * 2%:r * (w ^+ 1))).
{ have E2 : ((2%:r * (w ^+ 1) * 1) / ((w ^+ 2) + 1)) = (2%:r * (w ^+ 1) / ((w ^+ 2) + 1)) :> R.
  { transitivity (2%:r * (w ^+ 1) / ((w ^+ 2) + 1)).
    { ring. }
    by []. }
  have E3 : ((w ^+ 2) * ((- ((((w ^+ 2) + 1)^-1) ^+ 2)) * (2%:r * (w ^+ 1) * 1))) = ((w ^+ 2) * (- 1) * ((((w ^+ 2) + 1)^-1) ^+ 2) * 2%:r * (w ^+ 1)) :> R.
  { transitivity ((w ^+ 2) * (- 1) * ((((w ^+ 2) + 1)^-1) ^+ 2) * 2%:r * (w ^+ 1)).
    { ring. }
    by []. }
  transitivity ((2%:r * (w ^+ 1) / ((w ^+ 2) + 1)) + ((w ^+ 2) * (- 1) * ((((w ^+ 2) + 1)^-1) ^+ 2) * 2%:r * (w ^+ 1))).
  { exact: (f_equal2 +%R E2 E3). }
  by []. }
transitivity ((2%:r * (w ^+ 1) / ((w ^+ 2) + 1)) + ((w ^+ 2) * (- 1) * ((((w ^+ 2) + 1)^-1) ^+ 2) * 2%:r * (w ^+ 1))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (2%:r * w / (((w ^+ 2) + 1) ^+ 2)).
{ transitivity (2%:r * w / (((w ^+ 2) + 1) ^+ 2)).
  { by []. }
  by []. }
transitivity (2%:r * w / (((w ^+ 2) + 1) ^+ 2)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End eq_plateau_.
Print Assumptions eq_plateau.

(* thm-slope-distance: On a bowl *)
Section thm_slope_distance_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (L w w' : R).
Hypothesis D_L : D L = 0.
Hypothesis D_w : D w = 1.
Hypothesis D_w' : D w' = 0.
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
Theorem thm_slope_distance :
  (D (L * ((w - w') ^+ 2) / 2%:r)) =
  (L * (w - w')).
Proof.
have E1 : (D (L * ((w - w') ^+ 2) / 2%:r)) = ((L * (2%:r * ((w - w') ^+ 1) * 1)) / 2%:r).
{ exact (dmul_l _ _ _ (dmul_r _ _ _ D_L (dpow 1 _ _ (dadd_l _ _ _ D_w (dopp0 _ D_w')))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (L * 2%:r * ((w - w') ^+ 1) / 2%:r).
{ transitivity (L * 2%:r * ((w - w') ^+ 1) / 2%:r).
  { ring. }
  by []. }
transitivity (L * (w - w')).
{ have E2 : (L * 2%:r * ((w - w') ^+ 1) / 2%:r) = (L * (w - w')) :> R.
  { transitivity (L * 2%:r * ((w - w') ^+ 1) / 2%:r).
    { by []. }
    fieldz. }
  exact: E2. }
symmetry.
transitivity (L * (w - w')).
{ transitivity (L * (w - w')).
  { by []. }
  by []. }
transitivity (L * (w - w')).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_slope_distance_.
Print Assumptions thm_slope_distance.

(* eq-regression-gradient: Gradient of linear regression *)
Section eq_regression_gradient_.
Variables (R : fieldType) (D : R -> R).
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis D_add : forall a b, D (a + b) = D a + D b.
Hypothesis D_mul : forall a b, D (a * b) = D a * b + a * D b.
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (D' N' : nat).
Variables (p : int).
Hypothesis D'_positive : (0 < D')%N.
Hypothesis N'_positive : (0 < N')%N.
Variable w : int -> R.
Hypothesis D_w : forall i0, D (w i0) = kd R i0 p.
Variable x : int -> int -> R.
Hypothesis D_x : forall i0 i1, D (x i0 i1) = 0.
Variable y : int -> R.
Hypothesis D_y : forall i0, D (y i0) = 0.
Hypothesis where_0 : 0 <= p <= (D'%:Z - 1).
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
Theorem eq_regression_gradient :
  (D ((sumz 0 (N'%:Z - 1) (fun n => (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i
    n))))) ^+ 2))) / 2%:r)) =
  (sumz 0 (N'%:Z - 1) (fun n' => (((- (y n')) + (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i'
    n'))))) * (x p n')))).
Proof.
have E1 : (D ((sumz 0 (N'%:Z - 1) (fun n => (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 2))) / 2%:r)) = ((sumz 0 (N'%:Z - 1) (fun n => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))))) / 2%:r).
{ exact (dmul_l _ _ _ (dsum _ _ _ _ (fun n (n_lo : 0 <= n) (n_hi : n <= (N'%:Z - 1)) => (dpow 1 _ _ (dadd_r _ _ _ (dopp0 _ (D_y n)) (dsum _ _ _ _ (fun i (i_lo : 0 <= i) (i_hi : i <= (D'%:Z - 1)) => (dmul_l _ _ _ (D_w i) (D_x i n)))))))) (dinv0 _ (dnum _))). }
rewrite ?E1.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))))) / 2%:r).
  { by []. }
  have E4 : (sumz 0 (N'%:Z - 1) (fun n => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))))).
    { apply: eq_sumz => n _ _.
      transitivity (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))).
      { by []. }
      have E3 : ((2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1)) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))) = (sumz 0 (D'%:Z - 1) (fun i => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))) :> R.
      { transitivity ((2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1)) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))).
        { by []. }
        have E2 : ((2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1)) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))) = (sumz 0 (D'%:Z - 1) (fun i => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => i _ _.
          ring. }
        exact: E2. }
      transitivity ((2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1)) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))).
      { ring. }
      transitivity ((2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1)) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n))))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (D'%:Z - 1) (fun i => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))).
      { rewrite -?E3; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E6 : ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))))) :> R.
  { transitivity ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n))))))).
    { by []. }
    have E5 : ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n))))))) = (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      rewrite sumz_mull; apply: eq_sumz => i _ _.
      ring. }
    exact: E5. }
  transitivity ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (sumz 0 (D'%:Z - 1) (fun i => ((kd R i p) * (x i n)))))))).
  { ring. }
  transitivity ((2%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => (2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n))))))).
  { exact: (f_equal2 *%R (erefl _) E4). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))))).
  { rewrite -?E6; ring. }
  by []. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((- (y n')) + (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))).
{ have E8 : (sumz 0 (N'%:Z - 1) (fun n => (sumz 0 (D'%:Z - 1) (fun i => ((2%:r^-1) * 2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (kd R i p) * (x i n)))))) = (sumz 0 (N'%:Z - 1) (fun n' => (((- (y n')) + (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((2%:r^-1) * 2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (x p n)))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun n => ((inside R p 0 (D'%:Z - 1)) / 2%:r * 2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (x p n)))).
      { apply: eq_sumz => n _ _.
        transitivity (sumz 0 (D'%:Z - 1) (fun i => (kd R i p) * ((2%:r^-1) * 2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (x i n)))).
        { apply: eq_sumz => i _ _.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R p 0 (D'%:Z - 1)) * ((2%:r^-1) * 2%:r * (((- (y n)) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n))))) ^+ 1) * (x p n))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => n ? ?.
      have -> : (inside R p 0 (D'%:Z - 1)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    transitivity ((2%:r^-1) * 2%:r * (((- (y n')) + (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n'))))) ^+ 1) * (x p n')).
    { by same. }
    have E7 : (sumz 0 (D'%:Z - 1) (fun i => ((w i) * (x i n')))) = (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n')))) :> R.
    { by same. }
    rewrite ?E7.
    fieldz. }
  exact: E8. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((- (y n')) + (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))).
{ transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((- (y n')) + (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))).
  { apply: eq_sumz => n' _ _.
    transitivity (((- (y n')) + (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => (((- (y n')) + (sumz 0 (D'%:Z - 1) (fun i' => ((w i') * (x i' n'))))) * (x p n')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_regression_gradient_.
Print Assumptions eq_regression_gradient.

(* thm-unbiased: All batches of m samples *)
Section thm_unbiased_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (N' m : nat).
Variables (s : R).
Hypothesis N'_positive : (0 < N')%N.
Hypothesis m_positive : (0 < m)%N.
Variable g : int -> R.
Hypothesis nonzero_0 : s != 0.
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_unbiased :
  (m%:r * (sumz 0 (N'%:Z - 1) (fun n => (s * (g n) / m%:r))) / N'%:r / s) =
  ((sumz 0 (N'%:Z - 1) (fun n' => (g n'))) / N'%:r).
Proof.
transitivity (sumz 0 (N'%:Z - 1) (fun n => (m%:r / N'%:r / s * s * (g n) / m%:r))).
{ transitivity (m%:r * (sumz 0 (N'%:Z - 1) (fun n => (s * (g n) / m%:r))) / N'%:r / s).
  { by []. }
  have E2 : ((m%:r / N'%:r / s) * (sumz 0 (N'%:Z - 1) (fun n => (s * (g n) / m%:r)))) = (sumz 0 (N'%:Z - 1) (fun n => (m%:r / N'%:r / s * s * (g n) / m%:r))) :> R.
  { transitivity ((m%:r / N'%:r / s) * (sumz 0 (N'%:Z - 1) (fun n => (s * (g n) / m%:r)))).
    { by []. }
    have E1 : ((m%:r / N'%:r / s) * (sumz 0 (N'%:Z - 1) (fun n => (s * (g n) / m%:r)))) = (sumz 0 (N'%:Z - 1) (fun n => (m%:r / N'%:r / s * s * (g n) / m%:r))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n _ _.
      ring. }
    exact: E1. }
  transitivity ((m%:r / N'%:r / s) * (sumz 0 (N'%:Z - 1) (fun n => (s * (g n) / m%:r)))).
  { ring. }
  transitivity ((m%:r / N'%:r / s) * (sumz 0 (N'%:Z - 1) (fun n => (s * (g n) / m%:r)))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n => (m%:r / N'%:r / s * s * (g n) / m%:r))).
  { rewrite -?E2; ring. }
  by []. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (g n')))).
{ have E5 : (sumz 0 (N'%:Z - 1) (fun n => (m%:r / N'%:r / s * s * (g n) / m%:r))) = (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (g n')))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun n => (m%:r / N'%:r / s * s * (g n) / m%:r))).
    { by []. }
    apply: eq_sumz_bounds; [lia | move=> n' ? ?; cbv beta].
    transitivity (m%:r / N'%:r / s * s * (g n') / m%:r).
    { by same. }
    fieldz. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (g n')))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun n' => (g n'))) / N'%:r).
  { by []. }
  have E4 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => (g n')))) = (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (g n')))) :> R.
  { transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => (g n')))).
    { by []. }
    have E3 : ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => (g n')))) = (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (g n')))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => n' _ _.
      ring. }
    exact: E3. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => (g n')))).
  { ring. }
  transitivity ((N'%:r^-1) * (sumz 0 (N'%:Z - 1) (fun n' => (g n')))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (g n')))).
  { rewrite -?E4; ring. }
  by []. }
transitivity (sumz 0 (N'%:Z - 1) (fun n' => ((N'%:r^-1) * (g n')))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_unbiased_.
Print Assumptions thm_unbiased.

(* thm-unbiased: Shuffled and cut into blocks *)
Section thm_unbiased_2_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (B m : nat).
Hypothesis B_positive : (0 < B)%N.
Hypothesis m_positive : (0 < m)%N.
Variable g : int -> int -> R.
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_unbiased_2 :
  ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (g i j))) / m%:r))) / B%:r) =
  ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (g i' j'))))) / B%:r / m%:r).
Proof.
transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (g i j)))))).
{ transitivity ((sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (g i j))) / m%:r))) / B%:r).
  { by []. }
  have E3 : (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (g i j))) / m%:r))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (g i j)))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (g i j)))))).
    { apply: eq_sumz => i _ _.
      transitivity ((sumz 0 (m%:Z - 1) (fun j => (g i j))) / m%:r).
      { by []. }
      have E2 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (g i j)))) = (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (g i j)))) :> R.
      { transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (g i j)))).
        { by []. }
        have E1 : ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (g i j)))) = (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (g i j)))) :> R.
        { rewrite sumz_mull; apply: eq_sumz => j _ _.
          ring. }
        exact: E1. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (g i j)))).
      { ring. }
      transitivity ((m%:r^-1) * (sumz 0 (m%:Z - 1) (fun j => (g i j)))).
      { exact: (f_equal2 *%R (erefl _) (erefl _)). }
      transitivity (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (g i j)))).
      { rewrite -?E2; ring. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  have E5 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (g i j))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (g i j)))))) :> R.
  { transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (g i j))))))).
    { by []. }
    have E4 : ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (g i j))))))) = (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (g i j)))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => i _ _.
      rewrite sumz_mull; apply: eq_sumz => j _ _.
      ring. }
    exact: E4. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => ((sumz 0 (m%:Z - 1) (fun j => (g i j))) / m%:r)))).
  { ring. }
  transitivity ((B%:r^-1) * (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((m%:r^-1) * (g i j))))))).
  { exact: (f_equal2 *%R (erefl _) E3). }
  transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (g i j)))))).
  { rewrite -?E5; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (g i' j')))))).
{ have E8 : (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (g i j)))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (g i' j')))))) :> R.
  { transitivity (sumz 0 (B%:Z - 1) (fun i => (sumz 0 (m%:Z - 1) (fun j => ((B%:r^-1) / m%:r * (g i j)))))).
    { by []. }
    transitivity (sumz 0 (m%:Z - 1) (fun j => (sumz 0 (B%:Z - 1) (fun i => ((B%:r^-1) / m%:r * (g i j)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz_bounds; [lia | move=> j' ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> i' ? ?; cbv beta].
    transitivity ((B%:r^-1) / m%:r * (g i' j')).
    { by same. }
    by []. }
  exact: E8. }
symmetry.
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (g i' j')))))).
{ transitivity ((sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (g i' j'))))) / B%:r / m%:r).
  { by []. }
  have E7 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (g i' j')))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (g i' j')))))) :> R.
  { transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (g i' j')))))).
    { by []. }
    have E6 : (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (g i' j')))))) = (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (g i' j')))))) :> R.
    { rewrite sumz_mull; apply: eq_sumz => j' _ _.
      rewrite sumz_mull; apply: eq_sumz => i' _ _.
      ring. }
    exact: E6. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (g i' j')))))).
  { ring. }
  transitivity (((B%:r^-1) / m%:r) * (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => (g i' j')))))).
  { exact: (f_equal2 *%R (erefl _) (erefl _)). }
  transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (g i' j')))))).
  { rewrite -?E7; ring. }
  by []. }
transitivity (sumz 0 (m%:Z - 1) (fun j' => (sumz 0 (B%:Z - 1) (fun i' => ((B%:r^-1) / m%:r * (g i' j')))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_unbiased_2_.
Print Assumptions thm_unbiased_2.

(* thm-batch-variance: Different draws do not add up *)
Section thm_batch_variance_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (N' : nat).
Variables (bar_g : R).
Hypothesis N'_positive : (0 < N')%N.
Variable g : int -> R.
Hypothesis given_0 : (sumz 0 (N'%:Z - 1) (fun n => (g n))) = (N'%:r * bar_g).
Ltac nz := solve [by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_batch_variance :
  ((sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((- bar_g) + (g i)) * ((- bar_g)
    + (g j))))))) / (N'%:r ^+ 2)) =
  0.
Proof.
transitivity ((sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun i => ((N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g))) + (sumz 0 (N'%:Z - 1) (fun j => ((N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g))) + ((N'%:r * bar_g) * (N'%:r * bar_g) / (N'%:r ^+ 2))).
{ transitivity ((sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (g j)))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (g j))))))).
  { transitivity ((sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((- bar_g) + (g i)) * ((- bar_g) + (g j))))))) / (N'%:r ^+ 2)).
    { by []. }
    have E9 : (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((- bar_g) + (g i)) * ((- bar_g) + (g j))))))) = ((sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (g j)))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (g j))))))) :> R.
    { transitivity (sumz 0 (N'%:Z - 1) (fun j => ((sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (- 1) * bar_g))) + (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (g j)))) + (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (- 1) * bar_g))) + (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (g j))))))).
      { apply: eq_sumz => j _ _.
        transitivity (sumz 0 (N'%:Z - 1) (fun i => (((- 1) * bar_g * (- 1) * bar_g) + ((- 1) * bar_g * (g j)) + ((g i) * (- 1) * bar_g) + ((g i) * (g j))))).
        { apply: eq_sumz => i _ _.
          transitivity (((- bar_g) + (g i)) * ((- bar_g) + (g j))).
          { by []. }
          have E2 : ((- bar_g) + (g i)) = (((- 1) * bar_g) + (g i)) :> R.
          { have E1 : (- bar_g) = ((- 1) * bar_g) :> R.
            { transitivity ((- 1) * bar_g).
              { ring. }
              by []. }
            transitivity (((- 1) * bar_g) + (g i)).
            { exact: (f_equal2 +%R E1 (erefl _)). }
            by []. }
          have E4 : ((- bar_g) + (g j)) = (((- 1) * bar_g) + (g j)) :> R.
          { have E3 : (- bar_g) = ((- 1) * bar_g) :> R.
            { transitivity ((- 1) * bar_g).
              { ring. }
              by []. }
            transitivity (((- 1) * bar_g) + (g j)).
            { exact: (f_equal2 +%R E3 (erefl _)). }
            by []. }
          have E8 : ((((- 1) * bar_g) + (g i)) * (((- 1) * bar_g) + (g j))) = (((- 1) * bar_g * (- 1) * bar_g) + ((- 1) * bar_g * (g j)) + ((g i) * (- 1) * bar_g) + ((g i) * (g j))) :> R.
          { transitivity ((((- 1) * bar_g) * ((- 1) * bar_g)) + (((- 1) * bar_g) * (g j)) + ((g i) * ((- 1) * bar_g)) + ((g i) * (g j))).
            { ring. }
            have E5 : (((- 1) * bar_g) * ((- 1) * bar_g)) = ((- 1) * bar_g * (- 1) * bar_g) :> R.
            { ring. }
            have E6 : (((- 1) * bar_g) * (g j)) = ((- 1) * bar_g * (g j)) :> R.
            { ring. }
            have E7 : ((g i) * ((- 1) * bar_g)) = ((g i) * (- 1) * bar_g) :> R.
            { ring. }
            exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E5 E6) E7) (erefl _)). }
          transitivity (((- bar_g) + (g i)) * ((- bar_g) + (g j))).
          { by []. }
          transitivity ((((- 1) * bar_g) + (g i)) * (((- 1) * bar_g) + (g j))).
          { exact: (f_equal2 *%R E2 E4). }
          transitivity (((- 1) * bar_g * (- 1) * bar_g) + ((- 1) * bar_g * (g j)) + ((g i) * (- 1) * bar_g) + ((g i) * (g j))).
          { rewrite -?E8; ring. }
          by []. }
        by rewrite ?sumz_add ?sumz0. }
      by rewrite ?sumz_add ?sumz0. }
    have E14 : (((N'%:r ^+ 2)^-1) * ((sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (g j)))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (g j)))))))) = ((sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (g j)))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (g j))))))) :> R.
    { transitivity ((((N'%:r ^+ 2)^-1) * (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (- 1) * bar_g)))))) + (((N'%:r ^+ 2)^-1) * (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (g j))))))) + (((N'%:r ^+ 2)^-1) * (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (- 1) * bar_g)))))) + (((N'%:r ^+ 2)^-1) * (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (g j)))))))).
      { ring. }
      have E10 : (((N'%:r ^+ 2)^-1) * (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (- 1) * bar_g)))))) = (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (- 1) * bar_g))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      have E11 : (((N'%:r ^+ 2)^-1) * (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (g j))))))) = (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (g j)))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      have E12 : (((N'%:r ^+ 2)^-1) * (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (- 1) * bar_g)))))) = (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (- 1) * bar_g))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      have E13 : (((N'%:r ^+ 2)^-1) * (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (g j))))))) = (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (g j)))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        rewrite sumz_mull; apply: eq_sumz => i _ _.
        ring. }
      exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E10 E11) E12) E13). }
    transitivity (((N'%:r ^+ 2)^-1) * (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((- bar_g) + (g i)) * ((- bar_g) + (g j)))))))).
    { ring. }
    transitivity (((N'%:r ^+ 2)^-1) * ((sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((- 1) * bar_g * (g j)))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => ((g i) * (g j)))))))).
    { exact: (f_equal2 *%R (erefl _) E9). }
    transitivity ((sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (g j)))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (- 1) * bar_g))))) + (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (g j))))))).
    { rewrite -?E14; ring. }
    by []. }
  have E15 : (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (g j)))))) = (sumz 0 (N'%:Z - 1) (fun i => ((N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g))) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun j => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (g j)))))).
    { exact: sumz_exchange. }
    apply: eq_sumz => i _ _.
    transitivity ((((N'%:r ^+ 2)^-1) * (- 1) * bar_g) * (sumz 0 (N'%:Z - 1) (fun n => (g n)))).
    { rewrite sumz_mull; apply: eq_sumz => j _ _.
      ring. }
    transitivity ((((N'%:r ^+ 2)^-1) * (- 1) * bar_g) * (N'%:r * bar_g)).
    { exact: (f_equal2 *%R (erefl _) given_0). }
    ring. }
  have E16 : (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (- 1) * bar_g))))) = (sumz 0 (N'%:Z - 1) (fun j => ((N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g))) :> R.
  { apply: eq_sumz => j _ _.
    transitivity ((((N'%:r ^+ 2)^-1) * (- 1) * bar_g) * (sumz 0 (N'%:Z - 1) (fun n => (g n)))).
    { rewrite sumz_mull; apply: eq_sumz => i _ _.
      ring. }
    transitivity ((((N'%:r ^+ 2)^-1) * (- 1) * bar_g) * (N'%:r * bar_g)).
    { exact: (f_equal2 *%R (erefl _) given_0). }
    ring. }
  have E17 : (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (g i) * (g j)))))) = ((N'%:r * bar_g) * (N'%:r * bar_g) / (N'%:r ^+ 2)) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun i => ((N'%:r * bar_g) / (N'%:r ^+ 2) * (g i)))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun j => (((N'%:r ^+ 2)^-1) * (g i) * (g j)))))).
      { exact: sumz_exchange. }
      apply: eq_sumz => i _ _.
      transitivity ((((N'%:r ^+ 2)^-1) * (g i)) * (sumz 0 (N'%:Z - 1) (fun n => (g n)))).
      { rewrite sumz_mull; apply: eq_sumz => j _ _.
        ring. }
      transitivity ((((N'%:r ^+ 2)^-1) * (g i)) * (N'%:r * bar_g)).
      { exact: (f_equal2 *%R (erefl _) given_0). }
      ring. }
    transitivity (((N'%:r * bar_g) / (N'%:r ^+ 2)) * (sumz 0 (N'%:Z - 1) (fun n => (g n)))).
    { rewrite sumz_mull; apply: eq_sumz => i _ _.
      ring. }
    transitivity (((N'%:r * bar_g) / (N'%:r ^+ 2)) * (N'%:r * bar_g)).
    { exact: (f_equal2 *%R (erefl _) given_0). }
    ring. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R (erefl _) E15) E16) E17). }
transitivity ((N'%:r * N'%:r / (N'%:r ^+ 2) * (- 1) * bar_g * (- 1) * bar_g) + (N'%:r * (N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g) + (N'%:r * (N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g) + ((N'%:r * bar_g) * (N'%:r * bar_g) / (N'%:r ^+ 2))).
{ have E18 : (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (- 1) * bar_g))))) = (N'%:r * N'%:r / (N'%:r ^+ 2) * (- 1) * bar_g * (- 1) * bar_g) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun j => (sumz 0 (N'%:Z - 1) (fun i => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (- 1) * bar_g))))).
    { by []. }
    transitivity (sumz 0 (N'%:Z - 1) (fun i => (N'%:r / (N'%:r ^+ 2) * (- 1) * bar_g * (- 1) * bar_g))).
    { transitivity (sumz 0 (N'%:Z - 1) (fun i => (sumz 0 (N'%:Z - 1) (fun j => (((N'%:r ^+ 2)^-1) * (- 1) * bar_g * (- 1) * bar_g))))).
      { exact: sumz_exchange. }
      apply: eq_sumz => i _ _.
      rewrite sumz_const; last by lia.
      rewrite (_ : (N'%:Z - 1) - 0 + 1 = N'%:Z); last by lia.
      rewrite -[(N'%:Z)%:~R]/(N'%:R).
      ring. }
    transitivity (N'%:r * N'%:r / (N'%:r ^+ 2) * (- 1) * bar_g * (- 1) * bar_g).
    { rewrite sumz_const; last by lia.
      rewrite (_ : (N'%:Z - 1) - 0 + 1 = N'%:Z); last by lia.
      rewrite -[(N'%:Z)%:~R]/(N'%:R).
      ring. }
    by []. }
  have E19 : (sumz 0 (N'%:Z - 1) (fun i => ((N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g))) = (N'%:r * (N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun i => ((N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g))).
    { by []. }
    transitivity (N'%:r * (N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g).
    { rewrite sumz_const; last by lia.
      rewrite (_ : (N'%:Z - 1) - 0 + 1 = N'%:Z); last by lia.
      rewrite -[(N'%:Z)%:~R]/(N'%:R).
      ring. }
    by []. }
  have E20 : (sumz 0 (N'%:Z - 1) (fun j => ((N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g))) = (N'%:r * (N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g) :> R.
  { transitivity (sumz 0 (N'%:Z - 1) (fun j => ((N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g))).
    { by []. }
    transitivity (N'%:r * (N'%:r * bar_g) / (N'%:r ^+ 2) * (- 1) * bar_g).
    { rewrite sumz_const; last by lia.
      rewrite (_ : (N'%:Z - 1) - 0 + 1 = N'%:Z); last by lia.
      rewrite -[(N'%:Z)%:~R]/(N'%:R).
      ring. }
    by []. }
  exact: (f_equal2 +%R (f_equal2 +%R (f_equal2 +%R E18 E19) E20) (erefl _)). }
symmetry.
transitivity (0 : R).
{ transitivity (0 : R).
  { by []. }
  exact: (erefl _). }
transitivity (0 : R).
{ by []. }
symmetry.
fieldz.
Qed.
End thm_batch_variance_.
Print Assumptions thm_batch_variance.

(* thm-cycle: One step on a batch *)
Section thm_cycle_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (c_0 c_1 r : R).
Hypothesis nonzero_0 : (r + 1) != 0.
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_cycle :
  (c_0 + (r * ((- c_0) + (((c_0 * r) + c_1) / (r + 1))))) =
  ((c_0 + (c_1 * r)) / (r + 1)).
Proof.
transitivity (c_0 + (r * ((- c_0) + (((c_0 * r) + c_1) / (r + 1))))).
{ transitivity (c_0 + (r * ((- c_0) + (((c_0 * r) + c_1) / (r + 1))))).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity (c_0 + (r * ((- c_0) + (((c_0 * r) + c_1) / (r + 1))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity ((c_0 + (c_1 * r)) / (r + 1)).
{ transitivity ((c_0 + (c_1 * r)) / (r + 1)).
  { by []. }
  by []. }
transitivity ((c_0 + (c_1 * r)) / (r + 1)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End thm_cycle_.
Print Assumptions thm_cycle.

(* thm-cycle: One step on a batch *)
Section thm_cycle_2_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (c_0 c_1 r : R).
Hypothesis nonzero_0 : (r + 1) != 0.
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_cycle_2 :
  (c_1 + (r * ((- c_1) + ((c_0 + (c_1 * r)) / (r + 1))))) =
  (((c_0 * r) + c_1) / (r + 1)).
Proof.
transitivity (c_1 + (r * ((- c_1) + ((c_0 + (c_1 * r)) / (r + 1))))).
{ transitivity (c_1 + (r * ((- c_1) + ((c_0 + (c_1 * r)) / (r + 1))))).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity (c_1 + (r * ((- c_1) + ((c_0 + (c_1 * r)) / (r + 1))))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (((c_0 * r) + c_1) / (r + 1)).
{ transitivity (((c_0 * r) + c_1) / (r + 1)).
  { by []. }
  by []. }
transitivity (((c_0 * r) + c_1) / (r + 1)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End thm_cycle_2_.
Print Assumptions thm_cycle_2.

(* thm-noise-ball: The noise ball *)
Section thm_noise_ball_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (m : nat).
Variables (alpha lambda sigma : R).
Hypothesis m_positive : (0 < m)%N.
Hypothesis nonzero_0 : lambda != 0.
Hypothesis nonzero_1 : ((- (alpha * lambda)) + 2%:r) != 0.
Ltac nz := solve [exact: nonzero_0 | exact: nonzero_1 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: (neq0_as nonzero_1); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_noise_ball :
  (((alpha ^+ 2) * (sigma ^+ 2) / m%:r) + (alpha * (sigma ^+ 2) * (((- (alpha * lambda)) + 1) ^+
    2) / lambda / m%:r / ((- (alpha * lambda)) + 2%:r))) =
  (alpha * (sigma ^+ 2) / lambda / m%:r / ((- (alpha * lambda)) + 2%:r)).
Proof.
transitivity (((alpha ^+ 2) * (sigma ^+ 2) / m%:r) + (alpha * (sigma ^+ 2) * (((- (alpha * lambda)) + 1) ^+ 2) / lambda / m%:r / ((- (alpha * lambda)) + 2%:r))).
{ transitivity (((alpha ^+ 2) * (sigma ^+ 2) / m%:r) + (alpha * (sigma ^+ 2) * (((- (alpha * lambda)) + 1) ^+ 2) / lambda / m%:r / ((- (alpha * lambda)) + 2%:r))).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity (((alpha ^+ 2) * (sigma ^+ 2) / m%:r) + (alpha * (sigma ^+ 2) * (((- (alpha * lambda)) + 1) ^+ 2) / lambda / m%:r / ((- (alpha * lambda)) + 2%:r))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (alpha * (sigma ^+ 2) / lambda / m%:r / ((- (alpha * lambda)) + 2%:r)).
{ transitivity (alpha * (sigma ^+ 2) / lambda / m%:r / ((- (alpha * lambda)) + 2%:r)).
  { by []. }
  by []. }
transitivity (alpha * (sigma ^+ 2) / lambda / m%:r / ((- (alpha * lambda)) + 2%:r)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End thm_noise_ball_.
Print Assumptions thm_noise_ball.

(* thm-steady-slope: Velocity *)
Section thm_steady_slope_.
Variable R : fieldType.
Local Notation "n %:r" := (@GRing.natmul (GRing.Field.zmodType R) (GRing.one (GRing.Field.ringType R)) n).
Hypothesis char0 : forall n : nat, (0 < n)%N -> n%:R != 0 :> R.
Variables (t : nat).
Variables (beta g : R).
Hypothesis t_positive : (0 < t)%N.
Hypothesis nonzero_0 : (1 - beta) != 0.
Ltac nz := solve [exact: nonzero_0 | by apply: char0; lia | apply: (neq0_as (oner_neq0 R)); ring | apply: (neq0_as nonzero_0); ring | apply: expf_neq0; nz | apply: mulf_neq0; nz | rewrite oppr_eq0; nz | apply: invr_neq0; nz].
Ltac fieldz := first [by [] | ring | field; repeat (apply/andP; split); nz].
Theorem thm_steady_slope :
  ((beta * g * (1 - (beta ^+ t)) / (1 - beta)) + g) =
  (g * (1 - (beta ^+ (t + 1))) / (1 - beta)).
Proof.
have E5 : ((beta * g * (1 - (beta ^+ t)) / (1 - beta)) + g) = ((beta * g * (1 - ((beta ^+ (t - 1)) * beta)) / (1 - beta)) + g).
{ transitivity ((beta * g * (1 - ((beta ^+ (t - 1)) * beta)) / (1 - beta)) + g).
  { have E4 : (beta * g * (1 - (beta ^+ t)) / (1 - beta)) = (beta * g * (1 - ((beta ^+ (t - 1)) * beta)) / (1 - beta)) :> R.
    { transitivity (beta * g * (1 - ((beta ^+ (t - 1)) * beta)) / (1 - beta)).
      { have E3 : (1 - (beta ^+ t)) = (1 - ((beta ^+ (t - 1)) * beta)) :> R.
        { transitivity (1 - ((beta ^+ (t - 1)) * beta)).
          { have E2 : (- (beta ^+ t)) = (- ((beta ^+ (t - 1)) * beta)) :> R.
            { transitivity (- ((beta ^+ (t - 1)) * beta)).
              { have E1 : (beta ^+ t) = ((beta ^+ (t - 1)) * beta) :> R.
                { transitivity ((beta ^+ (t - 1)) * beta).
                  { apply: pow_next; lia. }
                  by []. }
                exact: (f_equal -%R E1). }
              by []. }
            exact: (f_equal2 +%R (erefl _) E2). }
          by []. }
        exact: (f_equal2 *%R (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) E3) (erefl _)). }
      by []. }
    exact: (f_equal2 +%R E4 (erefl _)). }
  by []. }
rewrite ?E5.
have E9 : (g * (1 - (beta ^+ (t + 1))) / (1 - beta)) = (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2))) / (1 - beta)).
{ transitivity (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2))) / (1 - beta)).
  { have E8 : (1 - (beta ^+ (t + 1))) = (1 - ((beta ^+ (t - 1)) * (beta ^+ 2))) :> R.
    { transitivity (1 - ((beta ^+ (t - 1)) * (beta ^+ 2))).
      { have E7 : (- (beta ^+ (t + 1))) = (- ((beta ^+ (t - 1)) * (beta ^+ 2))) :> R.
        { transitivity (- ((beta ^+ (t - 1)) * (beta ^+ 2))).
          { have E6 : (beta ^+ (t + 1)) = ((beta ^+ (t - 1)) * (beta ^+ 2)) :> R.
            { transitivity ((beta ^+ (t - 1)) * (beta ^+ 2)).
              { apply: pow_split; lia. }
              by []. }
            exact: (f_equal -%R E6). }
          by []. }
        exact: (f_equal2 +%R (erefl _) E7). }
      by []. }
    exact: (f_equal2 *%R (f_equal2 *%R (erefl _) E8) (erefl _)). }
  by []. }
rewrite ?E9.
transitivity ((beta * g * (1 - ((beta ^+ (t - 1)) * beta)) / (1 - beta)) + g).
{ transitivity ((beta * g * (1 - ((beta ^+ (t - 1)) * beta)) / (1 - beta)) + g).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity ((beta * g * (1 - ((beta ^+ (t - 1)) * beta)) / (1 - beta)) + g).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2))) / (1 - beta)).
{ transitivity (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2))) / (1 - beta)).
  { by []. }
  by []. }
transitivity (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2))) / (1 - beta)).
{ exact: (erefl _). }
symmetry.
fieldz.
Qed.
End thm_steady_slope_.
Print Assumptions thm_steady_slope.

(* thm-steady-slope: Average of Adam *)
Section thm_steady_slope_2_.
Variable R : comRingType.
Variables (t : nat).
Variables (beta g : R).
Hypothesis t_positive : (0 < t)%N.
Theorem thm_steady_slope_2 :
  ((beta * g * (1 - (beta ^+ t))) + (g * (1 - beta))) =
  (g * (1 - (beta ^+ (t + 1)))).
Proof.
have E5 : ((beta * g * (1 - (beta ^+ t))) + (g * (1 - beta))) = ((beta * g * (1 - ((beta ^+ (t - 1)) * beta))) + (g * (1 - beta))).
{ transitivity ((beta * g * (1 - ((beta ^+ (t - 1)) * beta))) + (g * (1 - beta))).
  { have E4 : (beta * g * (1 - (beta ^+ t))) = (beta * g * (1 - ((beta ^+ (t - 1)) * beta))) :> R.
    { transitivity (beta * g * (1 - ((beta ^+ (t - 1)) * beta))).
      { have E3 : (1 - (beta ^+ t)) = (1 - ((beta ^+ (t - 1)) * beta)) :> R.
        { transitivity (1 - ((beta ^+ (t - 1)) * beta)).
          { have E2 : (- (beta ^+ t)) = (- ((beta ^+ (t - 1)) * beta)) :> R.
            { transitivity (- ((beta ^+ (t - 1)) * beta)).
              { have E1 : (beta ^+ t) = ((beta ^+ (t - 1)) * beta) :> R.
                { transitivity ((beta ^+ (t - 1)) * beta).
                  { apply: pow_next; lia. }
                  by []. }
                exact: (f_equal -%R E1). }
              by []. }
            exact: (f_equal2 +%R (erefl _) E2). }
          by []. }
        exact: (f_equal2 *%R (f_equal2 *%R (erefl _) (erefl _)) E3). }
      by []. }
    exact: (f_equal2 +%R E4 (erefl _)). }
  by []. }
rewrite ?E5.
have E9 : (g * (1 - (beta ^+ (t + 1)))) = (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2)))).
{ transitivity (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2)))).
  { have E8 : (1 - (beta ^+ (t + 1))) = (1 - ((beta ^+ (t - 1)) * (beta ^+ 2))) :> R.
    { transitivity (1 - ((beta ^+ (t - 1)) * (beta ^+ 2))).
      { have E7 : (- (beta ^+ (t + 1))) = (- ((beta ^+ (t - 1)) * (beta ^+ 2))) :> R.
        { transitivity (- ((beta ^+ (t - 1)) * (beta ^+ 2))).
          { have E6 : (beta ^+ (t + 1)) = ((beta ^+ (t - 1)) * (beta ^+ 2)) :> R.
            { transitivity ((beta ^+ (t - 1)) * (beta ^+ 2)).
              { apply: pow_split; lia. }
              by []. }
            exact: (f_equal -%R E6). }
          by []. }
        exact: (f_equal2 +%R (erefl _) E7). }
      by []. }
    exact: (f_equal2 *%R (erefl _) E8). }
  by []. }
rewrite ?E9.
transitivity ((beta * g * (1 - ((beta ^+ (t - 1)) * beta))) + (g * (1 - beta))).
{ transitivity ((beta * g * (1 - ((beta ^+ (t - 1)) * beta))) + (g * (1 - beta))).
  { exact: (f_equal2 +%R (erefl _) (erefl _)). }
  by []. }
transitivity ((beta * g * (1 - ((beta ^+ (t - 1)) * beta))) + (g * (1 - beta))).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
transitivity (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2)))).
{ transitivity (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2)))).
  { by []. }
  by []. }
transitivity (g * (1 - ((beta ^+ (t - 1)) * (beta ^+ 2)))).
{ exact: (erefl _). }
symmetry.
ring.
Qed.
End thm_steady_slope_2_.
Print Assumptions thm_steady_slope_2.
