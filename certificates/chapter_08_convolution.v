From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import zify.
From mathcomp.algebra_tactics Require Import ring.
Require Import Sums.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(* eq-convolution-flip: Convolution is correlation with the turned kernel *)
Section eq_convolution_flip_.
Variable R : comRingType.
Variables (k_h k_w : nat).
Variables (i j : int).
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable w : int -> int -> R.
Variable x : int -> int -> R.
Theorem eq_convolution_flip :
  (sumz 0 (k_w%:Z - 1) (fun n => (sumz 0 (k_h%:Z - 1) (fun m => ((w m n) * (x (i - m) (j -
    n))))))) =
  (sumz 0 (k_w%:Z - 1) (fun n' => (sumz 0 (k_h%:Z - 1) (fun m' => ((w (k_h%:Z - m' - 1) (k_w%:Z
    - n' - 1)) * (x (m' + i - k_h%:Z + 1) (n' + j - k_w%:Z + 1))))))).
Proof.
transitivity (sumz 0 (k_w%:Z - 1) (fun n => (sumz 0 (k_h%:Z - 1) (fun m => ((w m n) * (x (i - m) (j - n))))))).
{ transitivity (sumz 0 (k_w%:Z - 1) (fun n => (sumz 0 (k_h%:Z - 1) (fun m => ((w m n) * (x (i - m) (j - n))))))).
  { apply: eq_sumz => n _ _.
    transitivity (sumz 0 (k_h%:Z - 1) (fun m => ((w m n) * (x (i - m) (j - n))))).
    { apply: eq_sumz => m _ _.
      transitivity ((w m n) * (x (i - m) (j - n))).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k_w%:Z - 1) (fun n' => (sumz 0 (k_h%:Z - 1) (fun m' => ((w (k_h%:Z - m' - 1) (k_w%:Z - n' - 1)) * (x (m' + i - k_h%:Z + 1) (n' + j - k_w%:Z + 1))))))).
{ have E1 : (sumz 0 (k_w%:Z - 1) (fun n => (sumz 0 (k_h%:Z - 1) (fun m => ((w m n) * (x (i - m) (j - n))))))) = (sumz 0 (k_w%:Z - 1) (fun n' => (sumz 0 (k_h%:Z - 1) (fun m' => ((w (k_h%:Z - m' - 1) (k_w%:Z - n' - 1)) * (x (m' + i - k_h%:Z + 1) (n' + j - k_w%:Z + 1))))))) :> R.
  { transitivity (sumz 0 (k_w%:Z - 1) (fun n => (sumz 0 (k_h%:Z - 1) (fun m => ((w m n) * (x (i - m) (j - n))))))).
    { by []. }
    apply: sumz_turn; [lia | move=> n' ? ?; cbv beta].
    apply: sumz_turn; [lia | move=> m' ? ?; cbv beta].
    transitivity ((w (k_h%:Z - m' - 1) (k_w%:Z - n' - 1)) * (x (m' + i - k_h%:Z + 1) (n' + j - k_w%:Z + 1))).
    { by same. }
    by []. }
  exact: E1. }
symmetry.
transitivity (sumz 0 (k_w%:Z - 1) (fun n' => (sumz 0 (k_h%:Z - 1) (fun m' => ((w (k_h%:Z - m' - 1) (k_w%:Z - n' - 1)) * (x (m' + i - k_h%:Z + 1) (n' + j - k_w%:Z + 1))))))).
{ transitivity (sumz 0 (k_w%:Z - 1) (fun n' => (sumz 0 (k_h%:Z - 1) (fun m' => ((w (k_h%:Z - m' - 1) (k_w%:Z - n' - 1)) * (x (m' + i - k_h%:Z + 1) (n' + j - k_w%:Z + 1))))))).
  { apply: eq_sumz => n' _ _.
    transitivity (sumz 0 (k_h%:Z - 1) (fun m' => ((w (k_h%:Z - m' - 1) (k_w%:Z - n' - 1)) * (x (m' + i - k_h%:Z + 1) (n' + j - k_w%:Z + 1))))).
    { apply: eq_sumz => m' _ _.
      transitivity ((w (k_h%:Z - m' - 1) (k_w%:Z - n' - 1)) * (x (m' + i - k_h%:Z + 1) (n' + j - k_w%:Z + 1))).
      { by []. }
      by []. }
    by rewrite ?sumz_add ?sumz0. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k_w%:Z - 1) (fun n' => (sumz 0 (k_h%:Z - 1) (fun m' => ((w (k_h%:Z - m' - 1) (k_w%:Z - n' - 1)) * (x (m' + i - k_h%:Z + 1) (n' + j - k_w%:Z + 1))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End eq_convolution_flip_.
Print Assumptions eq_convolution_flip.

(* thm-stacked-kernels: Two kernels in a row *)
Section thm_stacked_kernels_.
Variable R : comRingType.
Variables (k r : nat).
Variables (i : int).
Hypothesis k_positive : (0 < k)%N.
Hypothesis r_positive : (0 < r)%N.
Variable v : int -> R.
Variable w : int -> R.
Variable x : int -> R.
Theorem thm_stacked_kernels :
  (sumz 0 (r%:Z - 1) (fun l => ((v l) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (l + m +
    i)))))))) =
  (sumz 0 (k%:Z + r%:Z - 2) (fun a => ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (sumz 0
    (r%:Z - 1) (fun l' => ((inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l')))))))).
Proof.
symmetry.
transitivity (sumz 0 (k%:Z + r%:Z - 2) (fun a => (sumz 0 (r%:Z - 1) (fun l' => ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l'))))))).
{ transitivity (sumz 0 (k%:Z + r%:Z - 2) (fun a => (sumz 0 (r%:Z - 1) (fun l' => ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l'))))))).
  { apply: eq_sumz => a _ _.
    transitivity ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (sumz 0 (r%:Z - 1) (fun l' => ((inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l')))))).
    { by []. }
    have E4 : (((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i))) * (sumz 0 (r%:Z - 1) (fun l' => ((inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l')))))) = (sumz 0 (r%:Z - 1) (fun l' => ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l'))))) :> R.
    { transitivity (((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i))) * (sumz 0 (r%:Z - 1) (fun l' => ((inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l')))))).
      { by []. }
      have E3 : (((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i))) * (sumz 0 (r%:Z - 1) (fun l' => ((inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l')))))) = (sumz 0 (r%:Z - 1) (fun l' => ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l'))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => l' _ _.
        ring. }
      exact: E3. }
    transitivity (((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i))) * (sumz 0 (r%:Z - 1) (fun l' => ((inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l')))))).
    { ring. }
    transitivity (((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i))) * (sumz 0 (r%:Z - 1) (fun l' => ((inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l')))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (r%:Z - 1) (fun l' => ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l'))))).
    { rewrite -?E4; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (r%:Z - 1) (fun l => (sumz 0 (k%:Z - 1) (fun m => ((v l) * (w m) * (x (l + m + i))))))).
{ have E5 : (sumz 0 (k%:Z + r%:Z - 2) (fun a => (sumz 0 (r%:Z - 1) (fun l' => ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (inside R (a - l') 0 (k%:Z - 1)) * (v l') * (w (a - l'))))))) = (sumz 0 (r%:Z - 1) (fun l => (sumz 0 (k%:Z - 1) (fun m => ((v l) * (w m) * (x (l + m + i))))))) :> R.
  { transitivity (sumz 0 (r%:Z - 1) (fun l' => (sumz 0 (k%:Z - 1) (fun m'' => ((x (l' + m'' + i)) * (v l') * (w m'')))))).
    { transitivity (sumz 0 (k%:Z + r%:Z - 2) (fun a => (sumz 0 (r%:Z - 1) (fun l' => (sumz 0 (k%:Z - 1) (fun m'' => ((kd R m'' (a - l')) * (inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (v l') * (w (a - l'))))))))).
      { apply: eq_sumz => a _ _.
        apply: eq_sumz => l' _ _.
        transitivity ((inside R (a - l') 0 (k%:Z - 1)) * ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (v l') * (w (a - l')))).
        { ring. }
        transitivity (sumz 0 (k%:Z - 1) (fun m'' => (kd R m'' (a - l')) * ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (v l') * (w (a - l'))))).
        { exact: inside_sumz. }
        by apply: eq_sumz => m'' _ _; ring. }
      transitivity (sumz 0 (r%:Z - 1) (fun l' => (sumz 0 (k%:Z - 1) (fun m'' => ((inside R (l' + m'') 0 (k%:Z + r%:Z - 2)) * (inside R (l' + m'') 0 (k%:Z + r%:Z - 2)) * (x (l' + m'' + i)) * (v l') * (w m'')))))).
      { transitivity (sumz 0 (r%:Z - 1) (fun l' => (sumz 0 (k%:Z + r%:Z - 2) (fun a => (sumz 0 (k%:Z - 1) (fun m'' => ((kd R m'' (a - l')) * (inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (v l') * (w (a - l'))))))))).
        { exact: sumz_exchange. }
        transitivity (sumz 0 (r%:Z - 1) (fun l' => (sumz 0 (k%:Z - 1) (fun m'' => (sumz 0 (k%:Z + r%:Z - 2) (fun a => ((kd R m'' (a - l')) * (inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (v l') * (w (a - l'))))))))).
        { apply: eq_sumz => l' _ _.
          exact: sumz_exchange. }
        apply: eq_sumz => l' _ _.
        apply: eq_sumz => m'' _ _.
        transitivity (sumz 0 (k%:Z + r%:Z - 2) (fun a => (kd R a (l' + m'')) * ((inside R a 0 (k%:Z + r%:Z - 2)) * (x (a + i)) * (v l') * (w (a - l'))))).
        { apply: eq_sumz => a _ _.
          have -> : (kd R m'' (a - l')) = (kd R a (l' + m'')) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (l' + m'') 0 (k%:Z + r%:Z - 2)) * ((inside R (l' + m'') 0 (k%:Z + r%:Z - 2)) * (x (l' + m'' + i)) * (v l') * (w m''))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      apply: eq_sumz => l' ? ?.
      apply: eq_sumz => m'' ? ?.
      have -> : (inside R (l' + m'') 0 (k%:Z + r%:Z - 2)) = 1 by apply: inside_in; lia.
      ring. }
    apply: eq_sumz_bounds; [lia | move=> l ? ?; cbv beta].
    apply: eq_sumz_bounds; [lia | move=> m ? ?; cbv beta].
    transitivity ((x (l + m + i)) * (v l) * (w m)).
    { by same. }
    ring. }
  exact: E5. }
symmetry.
transitivity (sumz 0 (r%:Z - 1) (fun l => (sumz 0 (k%:Z - 1) (fun m => ((v l) * (w m) * (x (l + m + i))))))).
{ transitivity (sumz 0 (r%:Z - 1) (fun l => (sumz 0 (k%:Z - 1) (fun m => ((v l) * (w m) * (x (l + m + i))))))).
  { apply: eq_sumz => l _ _.
    transitivity ((v l) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (l + m + i)))))).
    { by []. }
    have E2 : ((v l) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (l + m + i)))))) = (sumz 0 (k%:Z - 1) (fun m => ((v l) * (w m) * (x (l + m + i))))) :> R.
    { transitivity ((v l) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (l + m + i)))))).
      { by []. }
      have E1 : ((v l) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (l + m + i)))))) = (sumz 0 (k%:Z - 1) (fun m => ((v l) * (w m) * (x (l + m + i))))) :> R.
      { rewrite sumz_mull; apply: eq_sumz => m _ _.
        ring. }
      exact: E1. }
    transitivity ((v l) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (l + m + i)))))).
    { by []. }
    transitivity ((v l) * (sumz 0 (k%:Z - 1) (fun m => ((w m) * (x (l + m + i)))))).
    { exact: (f_equal2 *%R (erefl _) (erefl _)). }
    transitivity (sumz 0 (k%:Z - 1) (fun m => ((v l) * (w m) * (x (l + m + i))))).
    { rewrite -?E2; ring. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (r%:Z - 1) (fun l => (sumz 0 (k%:Z - 1) (fun m => ((v l) * (w m) * (x (l + m + i))))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_stacked_kernels_.
Print Assumptions thm_stacked_kernels.

(* thm-output-size: One position more is too many *)
Section thm_output_size_.
Variable R : comRingType.
Variables (S' : nat).
Variables (q rho : int).
Hypothesis S'_positive : (0 < S')%N.
Hypothesis where_0 : 0 <= rho <= (S'%:Z - 1).
Theorem thm_output_size :
  ((- (S'%:R * q%:~R)) + (S'%:R * (q%:~R + 1)) - rho%:~R) =
  (S'%:R - rho%:~R) :> R.
Proof.
transitivity ((((- 1) * S'%:R * q%:~R) + (S'%:R * (q%:~R + 1)) + ((- 1) * rho%:~R)) : R).
{ have E1 : (- (S'%:R * q%:~R)) = ((- 1) * S'%:R * q%:~R) :> R.
  { transitivity (((- 1) * S'%:R * q%:~R) : R).
    { ring. }
    by []. }
  have E2 : (- rho%:~R) = ((- 1) * rho%:~R) :> R.
  { transitivity (((- 1) * rho%:~R) : R).
    { ring. }
    by []. }
  transitivity ((((- 1) * S'%:R * q%:~R) + (S'%:R * (q%:~R + 1)) + ((- 1) * rho%:~R)) : R).
  { exact: (f_equal2 +%R (f_equal2 +%R E1 (erefl _)) E2). }
  by []. }
transitivity ((((- 1) * S'%:R * q%:~R) + (S'%:R * (q%:~R + 1)) + ((- 1) * rho%:~R)) : R).
{ exact: (f_equal2 +%R (f_equal2 +%R (erefl _) (erefl _)) (erefl _)). }
symmetry.
transitivity ((S'%:R + ((- 1) * rho%:~R)) : R).
{ have E3 : (- rho%:~R) = ((- 1) * rho%:~R) :> R.
  { transitivity (((- 1) * rho%:~R) : R).
    { ring. }
    by []. }
  transitivity ((S'%:R + ((- 1) * rho%:~R)) : R).
  { exact: (f_equal2 +%R (erefl _) E3). }
  by []. }
transitivity ((S'%:R + ((- 1) * rho%:~R)) : R).
{ exact: (f_equal2 +%R (erefl _) (erefl _)). }
symmetry.
ring.
Qed.
End thm_output_size_.
Print Assumptions thm_output_size.

(* eq-shift-equivariance: Shift equivariance *)
Section eq_shift_equivariance_.
Variable R : comRingType.
Variables (D' S' k_h k_w : nat).
Variables (i j s t : int).
Hypothesis D'_positive : (0 < D')%N.
Hypothesis S'_positive : (0 < S')%N.
Hypothesis k_h_positive : (0 < k_h)%N.
Hypothesis k_w_positive : (0 < k_w)%N.
Variable w : int -> int -> R.
Variable x : int -> int -> R.
Theorem eq_shift_equivariance :
  (sumz 0 (k_w%:Z - 1) (fun n => (sumz 0 (k_h%:Z - 1) (fun m => ((w m n) * (x ((m * D'%:Z) +
    (S'%:Z * i) - (S'%:Z * s)) ((n * D'%:Z) + (S'%:Z * j) - (S'%:Z * t)))))))) =
  (sumz 0 (k_w%:Z - 1) (fun n' => (sumz 0 (k_h%:Z - 1) (fun m' => ((w m' n') * (x ((m' * D'%:Z)
    + (S'%:Z * i) - (S'%:Z * s)) ((n' * D'%:Z) + (S'%:Z * j) - (S'%:Z * t)))))))).
Proof.
by same.
Qed.
End eq_shift_equivariance_.
Print Assumptions eq_shift_equivariance.

(* thm-toeplitz: Correlation as a matrix *)
Section thm_toeplitz_.
Variable R : comRingType.
Variables (H k : nat).
Variables (i : int).
Hypothesis H_positive : (0 < H)%N.
Hypothesis k_positive : (0 < k)%N.
Variable w : int -> R.
Variable x : int -> R.
Theorem thm_toeplitz :
  (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))) =
  (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
Proof.
transitivity (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))).
{ transitivity (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))).
  { apply: eq_sumz => a _ _.
    transitivity ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
{ have E1 : (sumz 0 (H%:Z - 1) (fun a => ((inside R (a - i) 0 (k%:Z - 1)) * (w (a - i)) * (x a)))) = (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))) :> R.
  { transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + i) 0 (H%:Z - 1)) * (w m') * (x (m' + i))))).
    { transitivity (sumz 0 (H%:Z - 1) (fun a => (sumz 0 (k%:Z - 1) (fun m' => ((kd R m' (a - i)) * (w (a - i)) * (x a)))))).
      { apply: eq_sumz => a _ _.
        transitivity ((inside R (a - i) 0 (k%:Z - 1)) * ((w (a - i)) * (x a))).
        { ring. }
        transitivity (sumz 0 (k%:Z - 1) (fun m' => (kd R m' (a - i)) * ((w (a - i)) * (x a)))).
        { exact: inside_sumz. }
        by apply: eq_sumz => m' _ _; ring. }
      transitivity (sumz 0 (k%:Z - 1) (fun m' => ((inside R (m' + i) 0 (H%:Z - 1)) * (w m') * (x (m' + i))))).
      { transitivity (sumz 0 (k%:Z - 1) (fun m' => (sumz 0 (H%:Z - 1) (fun a => ((kd R m' (a - i)) * (w (a - i)) * (x a)))))).
        { exact: sumz_exchange. }
        apply: eq_sumz => m' _ _.
        transitivity (sumz 0 (H%:Z - 1) (fun a => (kd R a (m' + i)) * ((w (a - i)) * (x a)))).
        { apply: eq_sumz => a _ _.
          have -> : (kd R m' (a - i)) = (kd R a (m' + i)) by bits.
          ring. }
        rewrite sumz_kd.
        transitivity ((inside R (m' + i) 0 (H%:Z - 1)) * ((w m') * (x (m' + i)))).
        { by apply: (f_equal2 *%R); same. }
        ring. }
      by []. }
    apply: eq_sumz_bounds; [lia | move=> m ? ?; cbv beta].
    transitivity ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))).
    { by same. }
    by []. }
  exact: E1. }
symmetry.
transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
{ transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
  { apply: eq_sumz => m _ _.
    transitivity ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))).
    { by []. }
    by []. }
  by rewrite ?sumz_add ?sumz0. }
transitivity (sumz 0 (k%:Z - 1) (fun m => ((inside R (m + i) 0 (H%:Z - 1)) * (w m) * (x (m + i))))).
{ exact: (erefl _). }
symmetry.
by [].
Qed.
End thm_toeplitz_.
Print Assumptions thm_toeplitz.
